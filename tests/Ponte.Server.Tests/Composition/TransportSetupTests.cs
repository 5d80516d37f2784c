using System.Net;
using Ponte.Pbx.Document;
using Ponte.Server.Composition;
using Ponte.Server.Settings;
using Ponte.Server.Tests.Support;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Composition;

public sealed class TransportSetupTests
{
    private static readonly CompanyDocument Document = DocumentText
        .Read(
            """
            company: { name: R, country: IT }
            lines:
              teams: { kind: teams, fqdn: sbc.example.com, addresses: ["127.0.0.2/32"], trustAnchors: /roots, peerNames: [hub.example.com] }
              carrier: { kind: carrier, peers: ["sip:198.51.100.7"] }
            """
        )
        .Document!;

    private static readonly TlsSettings Tls = new("/c.pem", "/c.key", "/common");

    [Fact]
    public void Each_teams_line_has_a_profile_with_our_certificate_and_its_own_roots()
    {
        var profiles = TransportSetup.Profiles(Tls, Document);

        profiles
            .Select(p => (p.Name, p.CertificateFile, p.TrustAnchors))
            .Should()
            .Equal(("default", "/c.pem", "/common"), ("teams", "/c.pem", "/roots"));
        profiles[1].PeerNames.Should().Equal("hub.example.com");
        TransportSetup.Profiles(null, null).Should().ContainSingle().Which.CertificateFile.Should().BeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("::ffff:127.0.0.2", true)]
    [InlineData("127.0.0.3", false)]
    public void Who_connects_from_microsofts_addresses_must_prove_to_be_microsoft(string address, bool isDemanded)
    {
        var requirement = Requirement(address, "lan", Document);

        requirement.IsCertificateDemanded.Should().Be(isDemanded);
        requirement.Profile.Should().Be(isDemanded ? "teams" : "");
        Requirement(address, "lan", null).Should().Be(TlsRequirement.Optional);
    }

    [Fact]
    public void Listener_may_demand_a_certificate_of_everybody()
    {
        Requirement("127.0.0.3", "strict", Document).IsCertificateDemanded.Should().BeTrue();
        Requirement("127.0.0.2", "strict", Document).Profile.Should().Be("teams");
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("127.0.0.3")]
    public void Listener_for_phones_asks_nobody(string address) =>
        Requirement(address, "phones", Document).Should().Be(TlsRequirement.None);

    private static TlsRequirement Requirement(string address, string listener, CompanyDocument? document)
    {
        using var folder = new TestFolder();
        var settings = ServerUnderTest.SettingsFor(folder) with
        {
            Listeners =
            [
                new ListenerSettings
                {
                    Name = "strict",
                    Transport = TransportProtocol.Tls,
                    Address = new IPEndPoint(IPAddress.Loopback, 5061),
                    ClientCertificate = ClientCertificate.Required,
                },
                new ListenerSettings
                {
                    Name = "phones",
                    Transport = TransportProtocol.Tls,
                    Address = new IPEndPoint(IPAddress.Loopback, 5062),
                    ClientCertificate = ClientCertificate.Off,
                },
            ],
        };
        return TransportSetup.RequirementOf(new IPEndPoint(IPAddress.Parse(address), 40_000), listener, settings, document);
    }
}
