using System.Collections.Immutable;
using System.Net;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Media;
using Ponte.Simulator.Microsoft;
using Ponte.Sip.Agent;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>A simulated Microsoft with three hubs and an SBC, on loopback addresses.</summary>
internal sealed class MicrosoftBench : IAsyncDisposable
{
    private static readonly string[] HubNames = ["sip.pstnhub.microsoft.com", "sip2.pstnhub.microsoft.com", "sip3.pstnhub.microsoft.com"];

    private static readonly Lazy<DemoCertificates> Certificates = new(() =>
        DemoCertificates.Ensure(
            Path.Combine(AppContext.BaseDirectory, "certificates"),
            [TestSbc.Fqdn],
            [.. HubNames],
            TimeProvider.System.GetUtcNow()
        )
    );

    private MicrosoftBench(TestSbc sbc, MicrosoftSide side)
    {
        Sbc = sbc;
        Side = side;
    }

    public static DemoCertificates Demo => Certificates.Value;

    public TestSbc Sbc { get; }

    public MicrosoftSide Side { get; }

    /// <summary>Whether the end of the test looks for violations; a test that makes some switches it off.</summary>
    public bool ExpectsNoViolation { get; set; } = true;

    public ImmutableArray<DestinationHop> Hops =>
        [.. Side.Hubs.Select(h => new DestinationHop(h.Name, h.Listen.Port, TransportProtocol.Tls) { Profile = "teams" })];

    public static MicrosoftBench Start(Func<MicrosoftOptions, MicrosoftOptions>? change = null)
    {
        var sbc = new TestSbc(
            Demo.SbcCertificate,
            Demo.SbcKey,
            Demo.MicrosoftAuthority,
            new IPEndPoint(IPAddress.Loopback, 0),
            OptionsFor(0).Hubs.Select(h => (h.Name, h.Listen.Address))
        );
        var options = OptionsFor(sbc.Listen.Port);
        var side = MicrosoftSide.Start((change ?? (o => o))(options), TimeProvider.System);
        return new MicrosoftBench(sbc, side);
    }

    public static MicrosoftOptions OptionsFor(int sbcPort) =>
        new()
        {
            Hubs = [.. HubNames.Select((n, i) => new HubOptions(n, new IPEndPoint(IPAddress.Parse($"127.0.0.{i + 2}"), 0)))],
            CertificateFile = Demo.MicrosoftCertificate,
            KeyFile = Demo.MicrosoftKey,
            SbcAuthorityFile = Demo.SbcAuthority,
            Media = new MediaPorts(IPAddress.Parse("127.7.0.3"), 22_000, 22_999),
            Names = ImmutableDictionary<string, IPAddress>.Empty.Add(TestSbc.Fqdn, IPAddress.Loopback),
            Tenants =
            [
                new TenantOptions("contoso")
                {
                    Gateways = [new GatewayOptions(TestSbc.Fqdn) { SipSignalingPort = sbcPort }],
                    Users = [new UserOptions("ada", "Ada Rossi", "+390212345601"), new UserOptions("bo", "Bo, Jr.", "+390212345602")],
                },
            ],
        };

    public async ValueTask DisposeAsync()
    {
        await Side.DisposeAsync();
        await Sbc.DisposeAsync();
        Side.Faults.Should().BeEmpty();
        if (ExpectsNoViolation)
        {
            Side.Violations.Should().BeEmpty();
            Side.TlsRefusals.Should().BeEmpty();
        }
    }
}
