using CsCheck;
using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Routing;
using Ponte.Pbx.Tests.Plan;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>What the director makes of the number plan's decisions: stages, channels, changes.</summary>
public sealed class DirectorPlanTests
{
    [Fact]
    public void Twins_stage_has_Teams_and_every_contact_of_every_device_with_the_same_caller()
    {
        using var bench = new DirectorBench();
        bench.Register("201-cordless");
        bench.Register("201-car", "192.0.2.71", "192.0.2.72");

        var stage = bench.FromCarrier("sip:0212345601@192.0.2.1").Ring!;

        stage.Timeout.Should().Be(TimeSpan.FromSeconds(20));
        stage.Branches.Select(b => b.Attempts[0].Name).Should().Equal("teams", "201-car", "201-car", "201-cordless");
        stage.Branches.Should().OnlyContain(b => b.Attempts.Length == 1 && b.Attempts[0].User == "mrossi");
        stage.Branches.Select(b => b.Delay.TotalSeconds).Should().Equal(0, 5, 5, 0);
        stage.Branches.Select(b => b.MissedWhenAnsweredElsewhere).Should().Equal(true, false, false, false);
        stage.Branches.Select(b => b.EarliestAnswer).Should().Equal(UserPlaces.VoicemailGuard, default, default, default);
        stage.Branches.Should().OnlyContain(b => b.Attempts[0].Invite.From.StartsWith("\"Ada\" <sip:+390612345678@"));
    }

    [Fact]
    public void All_hubs_down_the_devices_ring_at_once_and_Teams_again_when_one_is_back()
    {
        using var bench = new DirectorBench();
        bench.Register("201-cordless");
        string[] Places() => [.. bench.FromCarrier("sip:0212345601@192.0.2.1").Ring!.Branches.Select(b => b.Attempts[0].Name)];
        foreach (var hub in TeamsSettings.DefaultHubs)
        {
            bench.Lines["teams"].Note(hub.ToString(), ProbeVerdict.Down("no answer"));
        }

        Places().Should().Equal("201-cordless");
        bench.Set("tneri", ShortCodeFunction.ForwardUnreachable, "355");
        bench.FromCarrier("sip:0212345603@192.0.2.1").Ring!.Branches[0].Attempts[0].Name.Should().Be("oldpbx", "no hub is asked in vain");

        bench.Lines["teams"].Note(TeamsSettings.DefaultHubs[2].ToString(), ProbeVerdict.Up);
        Places().Should().Equal("teams", "201-cordless");
    }

    [Fact]
    public void Exchanges_may_replace_calls_and_show_partners_where_the_document_says_so()
    {
        using var bench = new DirectorBench(
            PlanBench.Text.Replace("kind: pbx,", "kind: pbx, connectedLine: true,", StringComparison.Ordinal)
        );
        LegTarget To(string number) => bench.FromPhone("201-cordless", number).Ring!.Branches[0].Attempts[0];
        var (exchange, carrier) = (To("355"), To("0298765432"));
        (exchange.Name, exchange.Profile.ShowsPartner).Should().Be(("oldpbx", true));
        exchange.Invite.Settings.Supported.Should().Contain("replaces");
        (carrier.Name, carrier.Profile.ShowsPartner).Should().Be(("carrier", false));
        carrier.Invite.Settings.Supported.Should().BeEmpty();
    }

    [Fact]
    public void Rules_become_stages_and_declined_counts_as_busy()
    {
        using var bench = new DirectorBench();
        bench.Register("202-desk");
        bench.Set("gverdi", ShortCodeFunction.ForwardBusy, "203");
        bench.Set("gverdi", ShortCodeFunction.ForwardNoAnswer, "0298765432");

        var stage = bench.FromCarrier("sip:0212345602@192.0.2.1").Ring!;

        stage.OnBusy!.Branches[0].Attempts[0].Name.Should().Be("teams");
        stage.OnDeclined.Should().BeSameAs(stage.OnBusy);
        stage.OnNoAnswer!.Branches[0].Attempts.Select(a => a.Name).Should().Equal("carrier", "cheap");
        stage.OnUnreachable.Should().BeNull();
    }

    [Fact]
    public void An_emergency_call_takes_a_channel_of_a_full_line_on_both_sides()
    {
        using var bench = new DirectorBench(
            PlanBench
                .Text.Replace("kind: teams,", "kind: teams, channels: 1,", StringComparison.Ordinal)
                .Replace(
                    "    callerId: \"+390212345600\"",
                    "    callerId: \"+390212345600\"\n    channels: 1\n    callsPerSecond: 1",
                    StringComparison.Ordinal
                )
        );
        var first = bench.FromTeams("+390298765432", "+390212345601");
        first.Ring!.Branches[0].Attempts[0].TakeChannel().Should().NotBeNull();
        bench.FromTeams("+390298765432", "+390212345601").Refusal!.Cause.Should().Be(EndCause.LineFull);

        var emergency = bench.FromTeams("+112", "+390212345601");

        emergency.Refusal.Should().BeNull();
        emergency.CallerChannel.Should().NotBeNull();
        var attempt = emergency.Ring!.Branches[0].Attempts[0];
        attempt.Name.Should().Be("carrier");
        attempt.TakeChannel().Should().NotBeNull();
        attempt.Invite.RequestUri(attempt.Invite.Destination.Hops[0]).Should().Be("sip:112@198.51.100.7;user=phone");
    }

    [Fact]
    public void A_change_counts_for_the_next_call_when_it_is_confirmed()
    {
        using var bench = new DirectorBench();
        bench.Register("202-desk");

        bench.FromPhone("202-desk", "*26").Action.Should().Be(new Confirm(true));
        bench.FromCarrier("sip:0212345602@192.0.2.1").Refusal!.SipStatus.Should().Be(486);
        bench.FromPhone("202-desk", "%2326").Action.Should().Be(new Confirm(true));
        bench.FromCarrier("sip:0212345602@192.0.2.1").Ring.Should().NotBeNull();
    }

    [Fact]
    public void A_change_that_cannot_be_kept_is_not_confirmed()
    {
        using var bench = new DirectorBench(isStoreBroken: true);
        bench.Register("202-desk");

        bench.FromPhone("202-desk", "*26").Action.Should().Be(new Confirm(false));
        bench.FromCarrier("sip:0212345602@192.0.2.1").Ring.Should().NotBeNull();
    }

    [Fact]
    public void Who_guesses_PINs_is_stopped_for_a_while_and_nobody_else()
    {
        using var bench = new DirectorBench();
        for (var i = 0; i < PinGuard.MaxWrong; i++)
        {
            bench.FromPhone("204-desk", $"*33*000{i}*0298765432").Action.Should().Be(new Confirm(false));
        }

        bench.FromPhone("204-desk", "*33*4711*0298765432").Action.Should().Be(new Confirm(false), "even the right one");
        bench.FromPhone("205-desk", "*33*4711*0298765432").Ring.Should().NotBeNull();
        bench.FromPhone("204-desk", "*33*9*112").Ring.Should().NotBeNull("an emergency needs no PIN");
        bench.Time.Advance(PinGuard.LockTime);
        bench.FromPhone("204-desk", "*33*4711*0298765432").Ring.Should().NotBeNull();
    }

    [Fact]
    public void A_hidden_number_is_told_to_nobody_called()
    {
        using var bench = new DirectorBench();

        var toTeams = bench.FromPhone("205-desk", "%2331203");
        toTeams.Caller.Should().Be(new Party("", "", IsAnonymous: true));
        toTeams.Ring!.Branches[0].Attempts[0].Invite.From.Should().Be("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        var outside = bench.FromPhone("205-desk", "%23310298765432").Ring!.Branches[0].Attempts[0].Invite;
        outside.From.Should().Be("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        outside.Headers.Select(h => h.Name).Should().StartWith(["P-Asserted-Identity", "Privacy"]);
    }

    [Fact]
    public void Teams_that_rings_back_for_a_call_that_rings_here_is_refused_as_long_as_it_rings()
    {
        using var bench = new DirectorBench();
        bench.Register("201-cordless");
        var call = new CallId("7");
        var at = DateTimeOffset.UnixEpoch;
        bench.Lamps.Publish(new CallStarted(call, at, new Party("+390612345678", ""), new Party("201", "")));
        bench.Lamps.Publish(new LegStarted(call, at, new LegId(2), LegKind.Phone, false, "201-cordless", "", "x", "mrossi"));

        bench.FromTeams("+201", "+390612345678").Refusal!.Cause.Should().Be(EndCause.Loop);

        bench.Lamps.Publish(new LegAnswered(call, at, new LegId(2), ""));
        bench.FromTeams("+201", "+390612345678").Ring.Should().NotBeNull();
    }

    [Fact]
    public void A_call_is_marked_when_it_leaves_and_ends_when_it_comes_back_too_often()
    {
        using var bench = new DirectorBench();

        bench
            .FromCarrier("sip:355@192.0.2.1", "X-Ponte-Passes: 2")
            .Ring!.Branches[0]
            .Attempts[0]
            .Invite.Headers.Should()
            .Contain(h => h.Name == "X-Ponte-Passes" && h.Value == "3");
        bench.FromCarrier("sip:355@192.0.2.1", $"X-Ponte-Passes: {NumberPlan.MaxPasses}").Refusal!.Cause.Should().Be(EndCause.Loop);
        bench.FromCarrier("sip:355@192.0.2.1", "X-Ponte-Passes: many").Ring.Should().NotBeNull();
    }

    [Theory]
    [InlineData("lobby", "0298765432", "403")] // class internal
    [InlineData("lobby", "202", "202-desk")]
    [InlineData("gverdi", "0298765432", "carrier, cheap")]
    [InlineData("gverdi", "3351234567", "403")]
    [InlineData("gverdi", "*7012", "Park { Slot = 12, Timeout = 00:02:00 }")]
    [InlineData("nobody", "202", "403")]
    [InlineData(null, "0612345678", "carrier, cheap")] // Teams without a user: the class of the line
    [InlineData(null, "+4930123456", "403")]
    public async Task A_transfer_has_the_rights_of_who_hands_over(string? user, string to, string expected)
    {
        using var bench = new DirectorBench();
        bench.Register("202-desk");
        var by = user is null ? new LegIdentity(LegKind.Teams, true, "teams", "") : new LegIdentity(LegKind.Phone, true, "x", "", user);
        NameAddress.TryParse($"<sip:{to}@192.0.2.1>", out var referTo).Should().BeTrue();
        var request = new TransferRequest(
            new CallId("1"),
            DateTimeOffset.UnixEpoch,
            by,
            new Party("+390612345678", "Ada"),
            referTo!,
            referTo!.UriText,
            null
        );

        var plan = await bench.Director.PlanTransferAsync(request, TestContext.Current.CancellationToken);

        var shown = plan.Refusal?.SipStatus.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (shown ?? plan.Action?.ToString() ?? string.Join(", ", plan.Ring!.Branches.SelectMany(b => b.Attempts).Select(a => a.Name)))
            .Should()
            .Be(expected);
        plan.Caller.Should().Be(new Party("+390612345678", "Ada"));
        plan.CallerChannel.Should().BeNull("the party that stays has its channel");
    }

    [Theory]
    [InlineData("201", "202", "", "CallerUser Mario Rossi ", true)]
    [InlineData("mrossi", "202", "", "CallerUser Mario Rossi ", true)]
    [InlineData("201-cordless", "202", "", "CallerUser Mario Rossi 201-cordless", true)]
    [InlineData("tneri", "202", "", "CallerUser Tea Neri teams", true)]
    [InlineData("tneri", "202", "oldpbx", "CallerUser Tea Neri oldpbx", true)]
    [InlineData("0612345678", "202", "", "CallerOther +390612345678 carrier", true)]
    [InlineData("201", "0298765432", "cheap", "CallerOther +390212345601 cheap", false)]
    [InlineData("anonymous", "202", "oldpbx", "CallerAnonymous oldpbx", true)]
    public void A_call_may_be_asked_about(string from, string to, string line, string first, bool rings)
    {
        using var bench = new DirectorBench();
        bench.Register("202-desk");

        var decision = bench.Director.Explain(new RouteQuery(from, to, line, DateTimeOffset.UnixEpoch))!;

        $"{decision.Steps[0].Code} {string.Join(' ', decision.Steps[0].Values)}".Should().Be(first);
        (decision.Ring is not null).Should().Be(rings);
    }

    [Theory]
    [InlineData("nobody", "")]
    [InlineData("201", "noline")]
    public void Nobody_calls_like_that(string from, string line)
    {
        using var bench = new DirectorBench();

        bench.Director.Explain(new RouteQuery(from, "202", line, DateTimeOffset.UnixEpoch)).Should().BeNull();
    }

    [Fact]
    public void Any_question_gets_an_answer_or_none()
    {
        using var bench = new DirectorBench();
        var text = Gen.OneOf(
            Gen.String[Gen.Char["+0123456789*#%;-. aéZ\0\n\"<>@?"], 0, 80],
            Gen.String,
            Gen.OneOf(new[] { "201", "mrossi", "carrier", "teams", "*33*4711*", "+39", "anonymous", "112" }.Select(Gen.Const).ToArray())
        );
        Gen.Select(text, text, text)
            .Sample(
                (from, to, line) =>
                {
                    var decision = bench.Director.Explain(new RouteQuery(from, to, line.Length > 3 ? line : "", DateTimeOffset.UnixEpoch));
                    return decision is null || decision.Steps.Count > 0;
                },
                iter: 2000
            );
    }

    [Fact]
    public void Asking_changes_nothing()
    {
        using var bench = new DirectorBench();

        bench.Director.Explain(new RouteQuery("201", "*26", "", DateTimeOffset.UnixEpoch))!.Change.Should().NotBeNull();

        bench.People.Of("mrossi").DoNotDisturb.Should().BeNull();
    }
}
