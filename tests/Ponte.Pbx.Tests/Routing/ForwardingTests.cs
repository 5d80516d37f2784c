using CsCheck;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Routing;
using Ponte.Pbx.Tests.Plan;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>Who forwarded a call, read from lines and Teams and told to them.</summary>
public sealed class ForwardingTests
{
    private static readonly CompanySnapshot Company = new PlanBench().Company;

    [Theory]
    [InlineData("Diversion: <sip:0212345601@x>;reason=user-busy", "+390212345601 Mario Rossi Busy")]
    [InlineData("Diversion: \"Anna\" <sip:0699999999@x>;reason=\"no-answer\";counter=1", "+390699999999 Anna NoAnswer")]
    [InlineData(
        "Diversion: <tel:+390212345602>;reason=unconditional, <sip:201@x>",
        "201 Mario Rossi Unknown|+390212345602 Gina Verdi Always"
    )]
    [InlineData("Diversion: <sip:0212345602@x>;privacy=full;reason=unavailable", "+390212345602  Unreachable private")]
    [InlineData("Diversion: <sip:anonymous@x>", "  Unknown")]
    [InlineData("Diversion: ;;;<<>>", "  Unknown")]
    // As Teams writes it, today and before (Direct Routing, call history)
    [InlineData(
        "History-Info: <sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone?Reason=SIP%3Bcause%3D302%3Btext%3D%22Moved%20temporarily%22>;index=1",
        "+390212345601 Mario Rossi Always"
    )]
    [InlineData(
        "History-Info: <sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone?Reason=SIP;cause=302;text=\"Moved temporarily\">;index=1",
        "+390212345601 Mario Rossi Always"
    )]
    [InlineData(
        "History-Info: <sip:+390212345601@x?Privacy=history&Reason=SIP%3Bcause%3D486>;index=1, <sip:+390212345602@x>;index=1.1",
        "+390212345601  Busy private"
    )]
    // RFC 7044: the cause stands at the place that the call goes to then
    [InlineData("History-Info: <sip:0212345601@x>;index=1, <sip:0212345602@x;cause=408>;index=1.1", "+390212345601 Mario Rossi NoAnswer")]
    [InlineData("History-Info: <sip:0212345601@x>;index=1", "")]
    [InlineData("Subject: none", "")]
    public void Who_forwarded_is_read(string header, string expected)
    {
        var read = ForwardersReader.Read(Invites.To("sip:1@x", "<sip:2@x>", header), NumberInFormat.National, "IT", Company);

        string.Join('|', read.Select(f => $"{f.Number} {f.Name} {f.Reason}{(f.IsPrivate ? " private" : "")}")).Should().Be(expected);
    }

    [Fact]
    public void Any_text_is_read_without_an_exception()
    {
        var piece = Gen.OneOf(
            new[]
            {
                "<",
                ">",
                "sip:",
                "@",
                "?",
                ";",
                "cause=302",
                "Reason=",
                "%3B",
                "\"",
                ",",
                "+39",
                "é",
                "=",
                "tel:1",
                "index=1",
                "privacy=x",
            }
                .Select(Gen.Const)
                .ToArray()
        );
        Gen.Select(Gen.Bool, piece.Array[0, 40])
            .Sample(
                (isHistory, pieces) =>
                {
                    var header = $"{(isHistory ? "History-Info" : "Diversion")}: a{string.Concat(pieces)}";
                    ForwardersReader.Read(Invites.To("sip:1@x", "<sip:2@x>", header), NumberInFormat.National, "IT", Company);
                },
                iter: 3000
            );
    }

    [Fact]
    public void A_line_is_told_by_Diversion_the_last_one_on_top()
    {
        using var bench = new DirectorBench();
        bench.Set("mrossi", ShortCodeFunction.ForwardAlways, "202");
        bench.Set("gverdi", ShortCodeFunction.ForwardAlways, "0298765432");

        var target = bench.FromCarrier("sip:0212345601@192.0.2.1").Ring!.Branches[0].Attempts[0];

        target.Name.Should().Be("carrier");
        target
            .Invite.Headers.Where(h => h.Name.Equals("Diversion", StringComparison.Ordinal))
            .Select(h => h.Value)
            .Should()
            .Equal(
                "\"Gina Verdi\" <sip:+390212345602@192.0.2.1;user=phone>;reason=unconditional;counter=1",
                "\"Mario Rossi\" <sip:+390212345601@192.0.2.1;user=phone>;reason=unconditional;counter=1"
            );
    }

    [Fact]
    public void Teams_is_told_by_History_Info_in_a_form_that_is_read_again()
    {
        using var bench = new DirectorBench();
        bench.Set("gverdi", ShortCodeFunction.ForwardAlways, "203");

        var invite = bench.FromCarrier("sip:0212345602@192.0.2.1").Ring!.Branches[0].Attempts[0].Invite;

        var header = invite.Headers.Should().ContainSingle().Subject;
        header
            .Should()
            .Be(
                new Sip.Agent.ExtraHeader(
                    "History-Info",
                    "\"Gina Verdi\" <sip:+390212345602@sbc.example.com;user=phone?Reason=SIP%3Bcause%3D302%3Btext%3D%22Moved%20Temporarily%22>;index=1, "
                        + "<sip:+390212345603@sip.pstnhub.microsoft.com:5061;user=phone>;index=1.1"
                )
            );
        ForwardersReader
            .Read(Invites.To("sip:1@x", "<sip:2@x>", $"{header.Name}: {header.Value}"), NumberInFormat.National, "IT", Company)
            .Should()
            .Equal(new Forwarder("+390212345602", "Gina Verdi", ForwardReason.Always));
    }

    [Fact]
    public void A_line_may_want_History_Info_or_nothing()
    {
        foreach (var (word, expected) in new[] { ("historyInfo", "History-Info"), ("none", "") })
        {
            using var bench = new DirectorBench(
                PlanBench.Text.Replace(
                    "    callerId: \"+390212345600\"",
                    $"    callerId: \"+390212345600\"\n    forwardedBy: {word}",
                    StringComparison.Ordinal
                )
            );
            bench.Set("gverdi", ShortCodeFunction.ForwardAlways, "0298765432");

            var headers = bench.FromCarrier("sip:0212345602@192.0.2.1").Ring!.Branches[0].Attempts[0].Invite.Headers.Select(h => h.Name);

            headers.Intersect(["Diversion", "History-Info"], StringComparer.Ordinal).Should().Equal(expected.Length == 0 ? [] : [expected]);
        }
    }

    [Fact]
    public void A_phone_is_told_who_forwarded_and_before_the_call_came_here_too()
    {
        using var bench = new DirectorBench();
        bench.Register("202-desk");

        var target = bench
            .FromCarrier("sip:0212345602@192.0.2.1", "Diversion: \"Sede\" <sip:0699999999@x>;reason=no-answer")
            .Ring!.Branches.Should()
            .ContainSingle()
            .Subject.Attempts[0];

        target.Name.Should().Be("202-desk");
        target
            .Invite.Headers.Where(h => h.Name.Equals("Diversion", StringComparison.Ordinal))
            .Should()
            .ContainSingle()
            .Which.Value.Should()
            .StartWith("\"Sede\" <sip:+390699999999@")
            .And.EndWith(">;reason=no-answer;counter=1");
    }

    [Fact]
    public void A_private_forwarder_is_told_to_nobody()
    {
        using var bench = new DirectorBench();

        bench
            .FromCarrier("sip:0212345603@192.0.2.1", "Diversion: \"Sede\" <sip:0699999999@x>;privacy=full")
            .Ring!.Branches[0]
            .Attempts[0]
            .Invite.Headers.Should()
            .BeEmpty();
    }

    [Fact]
    public void Voicemail_is_a_place_of_its_own_in_Teams()
    {
        using var bench = new DirectorBench();
        bench.Set("tneri", ShortCodeFunction.ForwardAlways, "voicemail");

        var invite = bench.FromCarrier("sip:0212345603@192.0.2.1").Ring!.Branches[0].Attempts[0].Invite;

        invite
            .RequestUri(invite.Destination.Hops[0])
            .Should()
            .Be("sip:+390212345603@sip.pstnhub.microsoft.com:5061;user=phone;opaque=app:voicemail");
    }
}
