using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.People;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Routing;
using Ponte.Pbx.Tests.Calendars;
using Ponte.Pbx.Tests.CallBacks;
using Ponte.Pbx.Tests.Flows;
using Ponte.Pbx.Tests.People;
using Ponte.Pbx.Tests.Phones;
using Ponte.Pbx.Tests.Prompts;
using Ponte.Pbx.Tests.Voicemail;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Routing;

public sealed partial class CallDirectorTests
{
    private const string Text = """
        company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7:5060;transport=udp", "sip:198.51.100.8"], channels: 2, numbers: { out: national } }
          voipco:
            kind: carrier
            register: { server: "sip:voipco.example", user: "acct7", password: "secret7" }
            addresses: [203.0.113.9]
            callerId: "+390277777700"
          oldpbx: { kind: pbx, peers: ["sip:10.0.0.5;transport=tcp"], prefix: "7" }
          teams: { kind: teams, fqdn: sbc.example.com, tenants: [acme.sbc.example.com] }
        users:
          mrossi: { name: Mario Rossi, extension: "201", number: "+390212345601", teams: {} }
          gbianchi: { name: Gaia Bianchi, teams: { number: "+1001", fqdn: acme.sbc.example.com } }
          bverdi: { name: Bruno Verdi, extension: "202" }
        """;

    private const string Microsoft = "sip.pstnhub.microsoft.com";
    private readonly LineBook _lines = new(TimeProvider.System);
    private readonly CallDirector _director;
    private readonly TestDirectory _directory = new();

    public CallDirectorTests()
    {
        var company = new CompanyInForce();
        var result = DocumentText.Read(Text);
        result.Errors.Should().BeEmpty();
        company.Apply(result.Document!);
        _director = new CallDirector(
            new DirectorServices
            {
                Company = company,
                Lines = _lines,
                Settings = new PbxSettings
                {
                    Listeners =
                    [
                        new LocalAddress(TransportProtocol.Udp, "192.0.2.1", 5060),
                        new LocalAddress(TransportProtocol.Tcp, "192.0.2.1", 5060),
                        new LocalAddress(TransportProtocol.Tls, "sbc.example.com", 5061),
                    ],
                    Secret = s => s.Resolve(_ => null, _ => null),
                },
                Phones = new PhoneServices(new PhoneSettings(), new MemoryStore(), _ => false, TimeProvider.System, NullLogger.Instance),
                People = new PersonBook(new MemoryPersonStore()),
                Mail = new MemoryOutbox(),
                Lamps = new LampBoard(),
                CallBacks = MemoryCallBackStore.Service(new LampBoard(), TimeProvider.System),
                Missed = MemoryCallBackStore.NoneMissed(),
                Switches = new SwitchBook(new MemorySwitchStore()),
                Prompts = TestPrompts.None,
                Lookups = new TestLookups(),
                Voicemail = new MemoryVoicemail(),
                Directory = _directory,
                Time = TimeProvider.System,
            }
        );
    }

    [Theory]
    [InlineData("198.51.100.7:5060", "carrier")]
    [InlineData("198.51.100.7:31000", "carrier")] // any port of the address
    [InlineData("198.51.100.8:5060", "carrier")]
    [InlineData("203.0.113.9:5060", "voipco")]
    [InlineData("10.0.0.5:5060", "oldpbx")]
    [InlineData("[::ffff:10.0.0.5]:5060", "oldpbx")]
    [InlineData("192.0.2.66:5060", null)]
    [InlineData("52.112.0.1:5060", null)] // Microsoft never comes by UDP
    public void A_line_is_known_by_its_address(string remote, string? line) =>
        (Origin(Invites.To("sip:0212345601@192.0.2.1", "<sip:1@a>"), Invites.Udp(remote))?.Name).Should().Be(line);

    [Fact]
    public void A_carrier_with_a_name_for_its_peer_is_known_by_what_it_resolves_to()
    {
        _lines["voipco"].NoteResolved([System.Net.IPAddress.Parse("203.0.113.77")]);
        Origin(Invites.To("sip:acct7@192.0.2.1", "<sip:1@a>"), Invites.Udp("203.0.113.77:5060"))!.Name.Should().Be("voipco");
    }

    [Theory]
    [InlineData("52.114.7.7:50000", Microsoft, true, "sbc.example.com", "teams")]
    [InlineData("52.123.7.7:50000", Microsoft, true, "ACME.sbc.example.com", "teams")]
    [InlineData("52.114.7.7:50000", "*.pstnhub.microsoft.com", true, "sbc.example.com", "teams")]
    [InlineData("52.114.7.7:50000", Microsoft, false, "sbc.example.com", null)]
    [InlineData("52.114.7.7:50000", "evil.example.net", true, "sbc.example.com", null)]
    [InlineData("52.114.7.7:50000", Microsoft, true, "other.example.com", null)]
    [InlineData("203.0.113.200:50000", Microsoft, true, "sbc.example.com", null)]
    public void Teams_is_known_by_range_certificate_and_our_name(string remote, string name, bool isTrusted, string host, string? line)
    {
        var origin = Origin(
            Invites.To($"sip:+390612345678@{host}:5061;user=phone;transport=tls", "<sip:+390212345601@x>"),
            Invites.Tls(remote, name, isTrusted)
        );

        (origin?.Name).Should().Be(line);
        (origin?.Kind).Should().Be(line is null ? null : LegKind.Teams);
    }

    [Theory]
    [InlineData("<sip:+390212345601@sip.pstnhub.microsoft.com>", "", "mrossi")]
    [InlineData("<sip:anonymous@anonymous.invalid>", "P-Asserted-Identity: <tel:+390212345601>", "mrossi")]
    [InlineData("<sip:+390612345678@sip.pstnhub.microsoft.com>", "", null)]
    public void A_leg_of_Teams_is_its_users(string from, string header, string? user) =>
        Origin(
            Invites.To("sip:+390612345678@sbc.example.com:5061;user=phone", from, header.Length == 0 ? [] : [header]),
            Invites.Tls("52.114.7.7:50000", Microsoft)
        )!
            .User.Should()
            .Be(user);

    [Fact]
    public void A_call_from_a_carrier_rings_the_Teams_user_at_all_hubs_with_the_callers_number_and_name()
    {
        var plan = FromCarrier("sip:0212345601@192.0.2.1", "\"Ada Neri\" <sip:0612345678@198.51.100.7>");

        plan.Caller.Should().Be(new Party("+390612345678", "Ada Neri"));
        plan.Called.Should().Be(new Party("+390212345601", "Mario Rossi"));
        var target = Attempts(plan).Should().ContainSingle().Subject;
        target.Kind.Should().Be(LegKind.Teams);
        var invite = target.Invite;
        invite
            .Destination.Hops.Select(h => invite.RequestUri(h))
            .Should()
            .Equal(
                "sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone",
                "sip:+390212345601@sip2.pstnhub.microsoft.com:5061;user=phone",
                "sip:+390212345601@sip3.pstnhub.microsoft.com:5061;user=phone"
            );
        invite.Destination.Hops.Should().OnlyContain(h => h.Profile == "teams" && h.Transport == TransportProtocol.Tls);
        invite.From.Should().Be("\"Ada Neri\" <sip:+390612345678@sbc.example.com;user=phone>");
        invite.To.Should().Be("<sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone>");
        invite.Settings.Contact.Should().Be("<sip:+390612345678@sbc.example.com:5061;transport=tls>");
        invite.Settings.Allow.Should().Contain([SipMethod.Refer, SipMethod.Notify]);
        target.Profile.Media.Srtp.Should().Be(SrtpUse.Required);
        target.Profile.Media.ComfortNoise.Should().BeFalse();
        target.Profile.PassesFax.Should().BeFalse();
    }

    [Fact]
    public void A_user_of_another_tenant_is_called_by_that_tenants_name_of_ours()
    {
        var invite = FromCarrier("sip:+1001@192.0.2.1", "<sip:0612345678@198.51.100.7>").Ring!.Branches[0].Attempts[0].Invite;

        invite.RequestUri(invite.Destination.Hops[0]).Should().Be("sip:+1001@sip.pstnhub.microsoft.com:5061;user=phone");
        invite.Settings.Contact.Should().Contain("@acme.sbc.example.com:5061");
        invite.From.Should().Contain("@acme.sbc.example.com");
    }

    [Fact]
    public void A_hub_that_is_down_is_tried_last()
    {
        _lines["teams"].Note("sip.pstnhub.microsoft.com", ProbeVerdict.Down("connection refused"));

        FromCarrier("sip:0212345601@192.0.2.1", "<sip:0612345678@198.51.100.7>")
            .Ring!.Branches[0]
            .Attempts[0]
            .Invite.Destination.Hops.Select(h => h.Host[..4])
            .Should()
            .Equal("sip2", "sip3", "sip.");
    }

    [Theory]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>", null, null)]
    [InlineData("<sip:0612345678@198.51.100.7>", "Privacy: id", null)]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>", "Privacy: id", "P-Asserted-Identity: \"Ada\" <sip:0612345678@x>")]
    public void An_anonymous_caller_stays_anonymous(string from, string? privacy, string? asserted)
    {
        var plan = FromCarrier("sip:0212345601@192.0.2.1", from, [.. new[] { privacy, asserted }.OfType<string>()]);

        plan.Caller.Should().Be(new Party("", "", IsAnonymous: true));
        var invite = Attempts(plan)[0].Invite;
        invite.From.Should().Be("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        $"{invite.From}{invite.Settings.Contact}{string.Join(' ', invite.Headers)}".Should().NotContain("612345678").And.NotContain("Ada");
    }

    [Fact]
    public void What_the_network_asserts_goes_before_what_the_caller_says()
    {
        var plan = FromCarrier(
            "sip:0212345601@192.0.2.1",
            "\"Bank\" <sip:0200000000@198.51.100.7>",
            ["P-Asserted-Identity: \"Ada Neri\" <sip:+390612345678@x>, <tel:+390612345678>"]
        );
        plan.Caller.Should().Be(new Party("+390612345678", "Ada Neri"));
    }

    [Fact]
    public void The_companys_own_people_have_the_companys_names()
    {
        FromCarrier("sip:+1001@192.0.2.1", "\"ROSSI M\" <sip:0212345601@x>").Caller.Name.Should().Be("Mario Rossi");
        FromCarrier("sip:+1001@192.0.2.1", "\"0612345678\" <sip:0612345678@x>").Caller.Name.Should().BeEmpty("a number is no name");
    }

    [Theory]
    [InlineData("sip:0212345699@192.0.2.1", EndCause.UnknownNumber, 404)]
    [InlineData("sip:+390655555555@192.0.2.1", EndCause.UnknownNumber, 404)] // no way from carrier to carrier
    [InlineData("sip:nobody@192.0.2.1", EndCause.UnknownNumber, 404)]
    [InlineData("sip:202@192.0.2.1", EndCause.Unreachable, 480)]
    public void Calls_that_lead_nowhere_are_refused(string requestUri, EndCause cause, int status)
    {
        var refusal = FromCarrier(requestUri, "<sip:0612345678@x>").Refusal!;
        (refusal.Cause, refusal.SipStatus, refusal.Side).Should().Be((cause, status, EndSide.System));
    }

    [Fact]
    public void A_full_line_refuses_a_further_call()
    {
        FromCarrier("sip:0212345601@192.0.2.1", "<sip:1@x>").CallerChannel.Should().NotBeNull();
        FromCarrier("sip:0212345601@192.0.2.1", "<sip:1@x>").CallerChannel.Should().NotBeNull();
        var refusal = FromCarrier("sip:0212345601@192.0.2.1", "<sip:1@x>").Refusal!;
        (refusal.Cause, refusal.SipStatus).Should().Be((EndCause.LineFull, 503));
    }

    [Fact]
    public void A_Teams_user_calls_out_by_the_carriers_in_their_order_and_formats()
    {
        var plan = FromTeams("+390612345678", "Mario Rossi<sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone>");

        plan.Caller.Should().Be(new Party("+390212345601", "Mario Rossi"));
        Attempts(plan).Select(a => a.Name).Should().Equal("carrier", "voipco");
        var first = Attempts(plan)[0].Invite;
        first.RequestUri(first.Destination.Hops[0]).Should().Be("sip:0612345678@198.51.100.7:5060;user=phone");
        first.RequestUri(first.Destination.Hops[1]).Should().Be("sip:0612345678@198.51.100.8;user=phone");
        first.From.Should().Be("\"Mario Rossi\" <sip:0212345601@192.0.2.1;user=phone>");
        first.Settings.Contact.Should().Be("<sip:0212345601@192.0.2.1:5060;transport=udp>");
        first
            .Headers.Select(h => $"{h.Name}: {h.Value}")
            .Should()
            .Equal("P-Asserted-Identity: <sip:0212345601@192.0.2.1;user=phone>", "X-Ponte-Passes: 1");
        var second = Attempts(plan)[1].Invite;
        second.From.Should().Be("\"Mario Rossi\" <sip:+390212345601@voipco.example;user=phone>");
        second.Credentials!.User.Should().Be("acct7");
        second.Settings.Contact.Should().Be("<sip:acct7@192.0.2.1:5060;transport=udp>");
    }

    [Fact]
    public void Privacy_of_ForwardPai_does_not_hide_a_Teams_user()
    {
        var plan = FromTeams(
            "+390612345678",
            "Mario Rossi<sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone>",
            "P-ASSERTED-IDENTITY: <tel:+390212345601>,<sip:mrossi@example.com>",
            "PRIVACY: id"
        );
        plan.Caller.IsAnonymous.Should().BeFalse();
        Attempts(plan)[0].Invite.Headers.Select(h => h.Name).Should().NotContain("Privacy");
    }

    [Fact]
    public void A_Teams_user_who_withholds_the_number_is_known_to_the_carrier_only()
    {
        var invite = FromTeams(
            "+390612345678",
            "<sip:anonymous@anonymous.invalid>",
            "P-ASSERTED-IDENTITY: <tel:+390212345601>",
            "PRIVACY: id"
        )
            .Ring!.Branches[0]
            .Attempts[0]
            .Invite;

        invite.From.Should().Be("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        invite
            .Headers.Select(h => $"{h.Name}: {h.Value}")
            .Should()
            .Equal("P-Asserted-Identity: <sip:0212345601@192.0.2.1;user=phone>", "Privacy: id", "X-Ponte-Passes: 1");
    }

    [Fact]
    public void A_short_number_from_Teams_reaches_the_exchange_and_nobody_else()
    {
        var plan = FromTeams("+701", "<sip:+390212345601@sip.pstnhub.microsoft.com>");
        Attempts(plan).Select(a => a.Name).Should().Equal("oldpbx");
        var invite = Attempts(plan)[0].Invite;
        invite.RequestUri(invite.Destination.Hops[0]).Should().Be("sip:701@10.0.0.5;user=phone");
        invite.Settings.Contact.Should().EndWith(";transport=tcp>");
    }

    [Fact]
    public void A_caller_from_outside_is_shown_with_the_lines_own_number_where_one_is_set()
    {
        var plan = Plan(
            Invites.To("sip:+390612345678@sbc.example.com;user=phone", "<sip:+4930123456@sip.pstnhub.microsoft.com>"),
            Invites.Tls("52.114.7.7:50000", Microsoft)
        );
        Attempts(plan)[0].Invite.From.Should().Contain("sip:004930123456@");
        Attempts(plan)[1].Invite.From.Should().Contain("sip:+390277777700@");
    }

    [Fact]
    public void A_registered_carrier_that_calls_our_contact_names_the_number_in_To()
    {
        var invite = Invites.To("sip:acct7@192.0.2.1:5060", "<sip:0612345678@voipco.example>");
        var text = System
            .Text.Encoding.UTF8.GetString(invite.Bytes.Span)
            .Replace("To: <sip:acct7@192.0.2.1:5060>", "To: <sip:0212345601@voipco.example>", StringComparison.Ordinal);
        SipParser.TryParse(System.Text.Encoding.UTF8.GetBytes(text), new SipLimits(), out var message, out _).Should().BeTrue();

        Plan((SipRequest)message!, Invites.Udp("203.0.113.9:5060")).Called.Name.Should().Be("Mario Rossi");
    }

    private CallPlan FromCarrier(string requestUri, string from, params string[] headers) =>
        Plan(Invites.To(requestUri, from, headers), Invites.Udp("198.51.100.7:5060"));

    private CallPlan FromTeams(string number, string from, params string[] headers) =>
        Plan(
            Invites.To($"sip:{number}@sbc.example.com:5061;user=phone;transport=tls", from, headers),
            Invites.Tls("52.114.7.7:50000", Microsoft)
        );

    /// <summary>The ways to the one place that rings.</summary>
    private static ImmutableArray<LegTarget> Attempts(CallPlan plan) => plan.Ring!.Branches.Should().ContainSingle().Subject.Attempts;

    private LegOrigin? Origin(SipRequest invite, SipFlow flow) =>
        _director.Identify(invite, flow) is Identification.Known known ? known.Origin : null;

    private CallPlan Plan(SipRequest invite, SipFlow flow)
    {
        var origin = Origin(invite, flow);
        origin.Should().NotBeNull();
        var call = new IncomingCall(new CallId("1"), DateTimeOffset.UnixEpoch, origin!, invite);
        var plan = _director.PlanAsync(call, CancellationToken.None).AsTask();
        plan.IsCompletedSuccessfully.Should().BeTrue("nobody else is asked");
#pragma warning disable VSTHRD002 // The task is complete: nothing is waited for.
        return plan.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
