using System.Collections.Immutable;
using System.Net;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Routing;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Doctor;

/// <summary>What is made of the facts.</summary>
public sealed class DiagnosisTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TeamsSettings Teams = new() { Name = "teams", Fqdn = "sbc.example.com" };

    private static readonly Examination Healthy = new()
    {
        Document = new CompanyDocument
        {
            Company = new CompanySettings { Name = "Rossi", Country = "IT" },
            Lines = [Teams],
            Users =
            [
                new UserSettings
                {
                    Id = "ada",
                    Name = "Ada",
                    Number = "+390212345601",
                    Teams = new TeamsUserSettings { Number = "+390212345601", Fqdn = "sbc.example.com" },
                },
            ],
        },
        At = Now,
        Listeners = [new LocalAddress(TransportProtocol.Tls, "sbc.example.com", 5061)],
        HasCertificate = true,
        Certificates = [("sbc.example.com", [])],
        OwnNames = [new NameFact("teams", "sbc.example.com", [IPAddress.Parse("198.51.100.9")], "")],
        Hubs = [Hub with { Status = 200 }],
        Lines = [Status(Now.AddSeconds(-20))],
        Uptime = TimeSpan.FromHours(1),
        IsClockKept = true,
        Media = [("default", IPAddress.Parse("198.51.100.9"), 20_000)],
    };

    private static HubFact Hub =>
        new()
        {
            Line = "teams",
            Hub = "sip.pstnhub.microsoft.com:5061",
            Address = "52.114.1.1:5061",
        };

    [Fact]
    public void Health_is_all_good() => Diagnosis.Of(Healthy).Should().NotBeEmpty().And.OnlyContain(f => f.Level == FindingLevel.Good);

    [Theory]
    [InlineData(FlowFailureKind.Refused, FindingCode.HubRefuses)]
    [InlineData(FlowFailureKind.TimedOut, FindingCode.HubUnreachable)]
    [InlineData(FlowFailureKind.Unreachable, FindingCode.HubUnreachable)]
    [InlineData(FlowFailureKind.PeerCertificate, FindingCode.HubCertificateRefused)]
    [InlineData(FlowFailureKind.Handshake, FindingCode.HubRefusesCertificate)]
    public void A_connection_that_fails_names_its_reason(FlowFailureKind kind, FindingCode code) =>
        Errors(Healthy with { Hubs = [Hub with { ConnectFailure = kind, Detail = "x" }] }).Should().Equal(code);

    [Theory]
    [InlineData(0, FindingCode.HubSilent)]
    [InlineData(408, FindingCode.HubSilent)]
    [InlineData(403, FindingCode.HubKnowsUsNot)]
    [InlineData(404, FindingCode.HubFails)]
    [InlineData(503, FindingCode.HubFails)]
    public void An_answer_that_is_no_success_names_its_reason(int status, FindingCode code) =>
        Errors(Healthy with { Hubs = [Hub with { Status = status }] }).Should().Equal(code);

    [Theory]
    [InlineData(-179, 3600, null)]
    [InlineData(-200, 3600, FindingCode.NoOptionsFromTeams)]
    [InlineData(null, 3600, FindingCode.NoOptionsFromTeams)]
    [InlineData(null, 100, null)]
    public void OPTIONS_of_Microsoft_are_missed_after_three_minutes(int? last, int uptime, FindingCode? code)
    {
        var facts = Healthy with
        {
            Lines = [Status(last is { } seconds ? Now.AddSeconds(seconds) : null)],
            Uptime = TimeSpan.FromSeconds(uptime),
        };
        Errors(facts).Should().Equal(code is { } expected ? [expected] : []);
    }

    [Theory]
    [InlineData("10.0.0.9", FindingCode.MediaAddressPrivate)]
    [InlineData("172.31.0.1", FindingCode.MediaAddressPrivate)]
    [InlineData("100.64.0.1", FindingCode.MediaAddressPrivate)]
    [InlineData("127.0.0.1", FindingCode.MediaAddressPrivate)]
    [InlineData("172.32.0.1", null)]
    [InlineData("2001:db8::1", null)]
    [InlineData("fd00::1", FindingCode.MediaAddressPrivate)]
    public void A_media_address_that_means_nothing_outside_is_an_error(string address, FindingCode? code) =>
        Errors(Healthy with { Media = [("default", IPAddress.Parse(address), 20_000)] }).Should().Equal(code is { } c ? [c] : []);

    [Fact]
    public void In_a_rehearsal_media_may_stay_inside()
    {
        var line = Teams with { Hubs = [new HubAddress("sip.localhost", 5061)] };
        var facts = Healthy with { Document = Healthy.Document with { Lines = [line] }, Media = [("default", IPAddress.Loopback, 20_000)] };
        Errors(facts).Should().BeEmpty();
    }

    [Theory]
    [InlineData(29, true, FindingCode.ClockGood)]
    [InlineData(-31, true, FindingCode.ClockOff)]
    [InlineData(0, false, FindingCode.ClockFree)]
    public void The_clock_is_compared(int ahead, bool isKept, FindingCode code)
    {
        var facts = Healthy with { Hubs = [Hub with { Status = 200, ClockAhead = TimeSpan.FromSeconds(ahead) }], IsClockKept = isKept };
        Diagnosis.Of(facts).Select(f => f.Code).Should().Contain(code);
    }

    [Fact]
    public void Wrong_numbers_are_named_with_their_field()
    {
        var ada = Healthy.Document.Users[0];
        var facts = Healthy with { Document = Healthy.Document with { Users = [ada, ada with { Id = "bo", Number = "+3902" }] } };
        var found = Diagnosis.Of(facts).Where(f => f.Level != FindingLevel.Good).ToList();
        found
            .Select(f => (f.Code, f.Where))
            .Should()
            .Equal((FindingCode.NumberInvalid, "users.bo.number"), (FindingCode.TeamsNumberTwice, "users.ada.teams.number"));
        found[1].Values.Should().Equal("+390212345601", "ada, bo");
    }

    [Fact]
    public void One_peer_of_two_is_a_warning_and_both_are_errors()
    {
        Diagnosis
            .Of(WithPeers(PeerHealth.Up, PeerHealth.Down))
            .Single(f => f.Code == FindingCode.PeerDown)
            .Level.Should()
            .Be(FindingLevel.Warning);
        Errors(WithPeers(PeerHealth.Down, PeerHealth.Down)).Should().Equal(FindingCode.PeerDown, FindingCode.PeerDown);
    }

    [Fact]
    public void Refusals_of_Microsoft_are_told_once_for_each_mend()
    {
        var facts = Healthy with
        {
            Refusals =
            [
                new TeamsRefusal("+39021", 404, "guid;no user"),
                new TeamsRefusal("+39022", 404, "guid;no user"),
                new TeamsRefusal("+39021", 404, "guid;no user"),
                new TeamsRefusal("+39021", 403, "guid;510532 not found"),
                new TeamsRefusal("+39021", 403, "guid;10199 not enabled"),
                new TeamsRefusal("+39021", 486, "busy"),
            ],
        };
        Diagnosis
            .Of(facts)
            .Where(f => f.Code == FindingCode.CallsFailed)
            .Select(f => $"{f.Values[0]} {f.Values[1]}")
            .Should()
            .Equal("NumberNotAssigned +39021", "NumberNotAssigned +39022", "GatewayUnknown +39021", "UserNotEnabled +39021");
    }

    private static Examination WithPeers(PeerHealth first, PeerHealth second) =>
        Healthy with
        {
            Lines =
            [
                new LineStatus(
                    "carrier",
                    LineKind.Carrier,
                    0,
                    null,
                    [new PeerStatus("a", first, "x"), new PeerStatus("b", second, "y")],
                    RegistrationStatus.NotUsed
                ),
            ],
            Document = Healthy.Document with { Lines = [] },
        };

    private static LineStatus Status(DateTimeOffset? lastOptions) =>
        new("teams", LineKind.Teams, 0, null, [], RegistrationStatus.NotUsed) { LastOptions = lastOptions };

    private static ImmutableArray<FindingCode> Errors(Examination facts) =>
        [.. Diagnosis.Of(facts).Where(f => f.Level == FindingLevel.Error).Select(f => f.Code)];
}
