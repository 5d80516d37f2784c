using Ponte.Pbx.Doctor;
using Ponte.Server.Languages;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Microsoft;
using Ponte.Sip.Transports;
using TestAuthority = Ponte.Simulator.Certificates.TestAuthority;

namespace Ponte.Server.Tests.Doctor;

/// <summary>What the doctor says of faults that a simulated Microsoft, its network and our settings really have.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task With_nothing_wrong_there_is_no_error_and_the_command_succeeds()
    {
        await using var bench = DoctorBench.Create();

        var found = await bench.FindAsync();

        found.Where(f => f.Level == FindingLevel.Error).Should().BeEmpty();
        found
            .Select(f => f.Code)
            .Should()
            .Contain([FindingCode.ListenerGood, FindingCode.OwnNameGood, FindingCode.HubGood, FindingCode.MediaGood]);
        var text = await bench.RunAsync("doctor", "--all", "--language", "it");
        text.ExitCode.Should().Be(0);
        text.Out.Should().Contain("risponde a OPTIONS").And.Contain("0 errori");
    }

    [Theory]
    [InlineData(HubFault.Refused, FindingCode.HubRefuses)]
    [InlineData(HubFault.Silent, FindingCode.HubSilent)]
    [InlineData(HubFault.Unavailable, FindingCode.HubFails)]
    public async Task A_hub_with_a_fault_is_told(HubFault fault, FindingCode code)
    {
        await using var bench = DoctorBench.Create();
        await bench.Hub.SetFaultAsync(fault);

        var found = await bench.FindAsync();

        Errors(found).Should().Equal(code);
        var text = await bench.RunAsync("doctor");
        text.ExitCode.Should().Be(1);
        text.Out.Should().Contain("error    lines.teams.hubs: sip.localhost").And.Contain("→");
    }

    [Fact]
    public async Task A_gateway_that_no_tenant_has_is_told()
    {
        await using var bench = DoctorBench.Create(t => t with { Gateways = [] });

        var found = await bench.FindAsync();

        Errors(found).Should().Equal(FindingCode.HubKnowsUsNot);
        found.First(f => f.Code == FindingCode.HubKnowsUsNot).Where.Should().Be("lines.teams.fqdn");
    }

    [Fact]
    public async Task A_hub_without_address_is_told()
    {
        await using var bench = DoctorBench.Create();
        bench.Line = DoctorBench.Text("sbc.localhost", bench.Port, "sip.invalid:5061", bench.Certificates.MicrosoftAuthority);

        Errors(await bench.FindAsync()).Should().Equal(FindingCode.HubNameUnknown);
    }

    [Fact]
    public async Task A_port_that_nothing_listens_on_is_told()
    {
        await using var bench = DoctorBench.Create();
        bench.Line = bench.Line.Replace($"port: {bench.Port}", "port: 5999", StringComparison.Ordinal);

        Errors(await bench.FindAsync()).Should().Contain(FindingCode.ListenerMissing);
    }

    [Fact]
    public async Task A_hub_whose_root_we_do_not_trust_is_told()
    {
        await using var bench = DoctorBench.Create();
        bench.Line = bench.Line.Replace(bench.Certificates.MicrosoftAuthority, bench.Certificates.SbcAuthority, StringComparison.Ordinal);

        var found = await bench.FindAsync();

        Errors(found).Should().Equal(FindingCode.HubCertificateRefused);
        found.First(f => f.Code == FindingCode.HubCertificateRefused).Where.Should().Be("lines.teams.trustAnchors");
    }

    [Fact]
    public async Task Our_certificate_of_an_unknown_authority_is_told()
    {
        await using var bench = DoctorBench.Create();
        using var other = new TestAuthority("Other", TimeProvider.System.GetUtcNow());
        other.Issue(new CertificateOrder { Names = ["sbc.localhost"] }).Write(bench.Folder.Path, "other");
        (bench.Certificate, bench.Key) = (bench.Folder.File("other.pem"), bench.Folder.File("other.key"));

        Errors(await bench.FindAsync()).Should().Equal(FindingCode.HubRefusesCertificate);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_a_warning()
    {
        await using var bench = DoctorBench.Create();
        using var authority = new TestAuthority("Ponte demo", TimeProvider.System.GetUtcNow());
        authority
            .Issue(new CertificateOrder { Names = ["sbc.localhost"], ValidUntil = TimeSpan.FromDays(10) })
            .Write(bench.Folder.Path, "soon");
        (bench.Certificate, bench.Key) = (bench.Folder.File("soon.pem"), bench.Folder.File("soon.key"));

        var found = await bench.FindAsync();

        found
            .Where(f => f.Level == FindingLevel.Warning && f.Code == FindingCode.CertificateFault)
            .Select(f => f.Values[0])
            .Should()
            .Contain("ExpiresSoon");
        (await bench.RunAsync("doctor", "--language", "it")).Out.Should().Contain("il certificato scade il").And.Contain("→ rinnovarlo");
    }

    [Fact]
    public async Task A_certificate_that_servers_may_not_use_is_told()
    {
        await using var bench = DoctorBench.Create();
        using var authority = new TestAuthority("Ponte demo", TimeProvider.System.GetUtcNow());
        authority
            .Issue(
                new CertificateOrder
                {
                    Names = ["sbc.localhost"],
                    ForServers = false,
                    ForClients = true,
                }
            )
            .Write(bench.Folder.Path, "client");
        (bench.Certificate, bench.Key) = (bench.Folder.File("client.pem"), bench.Folder.File("client.key"));

        var error = await bench.StartAsync();

        error.Should().Contain("Tls:Certificate").And.Contain("lack serverAuth");
    }

    [Fact]
    public async Task Our_name_without_address_is_told()
    {
        await using var bench = DoctorBench.Create();
        using var authority = new TestAuthority("Ponte demo", TimeProvider.System.GetUtcNow());
        authority.Issue(new CertificateOrder { Names = ["sbc.invalid"] }).Write(bench.Folder.Path, "own");
        (bench.Certificate, bench.Key) = (bench.Folder.File("own.pem"), bench.Folder.File("own.key"));
        bench.Line = bench.Line.Replace("fqdn: sbc.localhost", "fqdn: sbc.invalid", StringComparison.Ordinal);

        var found = await bench.FindAsync();

        Errors(found).Should().Contain(FindingCode.OwnNameUnknown);
        found.First(f => f.Code == FindingCode.OwnNameUnknown).Where.Should().Be("lines.teams.fqdn");
    }

    [Fact]
    public async Task A_number_that_its_country_has_not_is_told()
    {
        await using var bench = DoctorBench.Create();
        bench.Users = """
            users:
              bo: { name: Bo, extension: "202", number: "+12125551234567", teams: { upn: bo@example.com } }
            """;

        var found = await bench.FindAsync();

        found.First(f => f.Code == FindingCode.NumberInvalid).Where.Should().Be("users.bo.number");
    }

    [Fact]
    public async Task Media_at_an_address_that_Microsoft_cannot_reach_is_told()
    {
        await using var bench = DoctorBench.Create();
        bench.Line = DoctorBench.Text("sbc.localhost", bench.Port, "sip.pstnhub.microsoft.com:5061", bench.Certificates.MicrosoftAuthority);

        var found = await bench.FindAsync();

        found
            .Single(f => f.Code == FindingCode.MediaAddressPrivate)
            .Should()
            .BeEquivalentTo(new { Level = FindingLevel.Error, Where = "Media:Addresses:default:Advertised" });
    }

    [Fact]
    public async Task Fewer_media_ports_than_channels_need_are_told()
    {
        await using var bench = DoctorBench.Create();
        bench.Line += ", channels: 200";

        (await bench.FindAsync()).Select(f => f.Code).Should().Contain(FindingCode.MediaPortsFew);
    }

    [Fact]
    public async Task Microsoft_that_does_not_ask_is_told()
    {
        await using var bench = DoctorBench.Create(t =>
            t with
            {
                Gateways = [.. t.Gateways.Select(g => g with { SendSipOptions = false })],
            }
        );
        (await bench.FindAsync()).Select(f => f.Code).Should().NotContain(FindingCode.NoOptionsFromTeams, "it may come yet");

        bench.Time.Ahead = TimeSpan.FromMinutes(5);
        var found = await bench.AskAsync();

        found.Single(f => f.Code == FindingCode.NoOptionsFromTeams).Where.Should().Be("lines.teams.port");
        found.Select(f => f.Code).Should().Contain(FindingCode.HubGood, "the other direction is well");
    }

    [Theory]
    [InlineData(120)]
    [InlineData(-120)]
    public async Task A_clock_that_is_away_from_Microsofts_is_told(int seconds)
    {
        await using var bench = DoctorBench.Create();
        bench.Hub.ClockAhead = TimeSpan.FromSeconds(seconds);

        var found = await bench.FindAsync();

        Errors(found).Should().Equal(FindingCode.ClockOff);
        (await bench.RunAsync("doctor", "--language", "it")).Out.Should().Contain("l'orologio differisce").And.Contain("NTP");
    }

    [Fact]
    public async Task A_chain_without_its_intermediate_is_told()
    {
        await using var bench = DoctorBench.Create();
        var pem = await File.ReadAllTextAsync(bench.Certificate);
        var end = pem.IndexOf("-----END CERTIFICATE-----", StringComparison.Ordinal) + "-----END CERTIFICATE-----".Length;
        bench.Certificate = bench.Folder.File("leaf.pem");
        await File.WriteAllTextAsync(bench.Certificate, pem[..end] + "\n");

        var found = await bench.FindAsync();

        found.Where(f => f.Code == FindingCode.CertificateFault).Select(f => f.Values[0]).Should().Contain("ChainIncomplete");
        Errors(found).Should().Equal(FindingCode.HubRefusesCertificate);
    }

    [Fact]
    public void Every_finding_has_words_and_whatever_is_wrong_a_mend_in_both_languages()
    {
        foreach (var words in new[] { Words.In(Language.English), Words.In(Language.Italian) })
        {
            var sentences = new List<string>();
            foreach (var code in Enum.GetValues<FindingCode>().Except([FindingCode.CallsFailed, FindingCode.CertificateFault]))
            {
                var (what, mend) = words.Finding(new Finding(code, FindingLevel.Error, "", ["1", "2", "3"]));
                sentences.Add(what);
                var isGood = code.ToString().EndsWith("Good", StringComparison.Ordinal) || code == FindingCode.OptionsFromTeams;
                (mend.Length > 0).Should().Be(!isGood, code.ToString());
            }
            foreach (var kind in Enum.GetNames<CertificateProblemKind>())
            {
                var values = new[] { kind, $"English of {kind}", "Mend it", "1", "2" };
                var (what, mend) = words.Finding(new Finding(FindingCode.CertificateFault, FindingLevel.Error, "", [.. values]));
                sentences.Add(what);
                mend.Should().NotBeEmpty();
                what.Contains("English", StringComparison.Ordinal).Should().Be(words.Language == Language.English, kind);
            }
            sentences.Should().OnlyHaveUniqueItems();
            var mends = Enum.GetValues<TeamsFault>()
                .Except([TeamsFault.Other])
                .Select(f =>
                    words.Finding(new Finding(FindingCode.CallsFailed, FindingLevel.Error, "", [f.ToString(), "+39", "403"])).Mend
                );
            mends.Should().OnlyHaveUniqueItems().And.NotContain("");
        }
    }

    private static IEnumerable<FindingCode> Errors(IEnumerable<Finding> found) =>
        found.Where(f => f.Level == FindingLevel.Error).Select(f => f.Code);
}
