using System.Net;
using Ponte.Server.Composition;
using Ponte.Server.Hosting;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Media;
using Ponte.Simulator.Microsoft;

namespace Ponte.Server.Tests.Support;

/// <summary>The server with media inside, between a simulated carrier and a simulated Microsoft, on loopback.</summary>
internal sealed class LoopbackTeams : IAsyncDisposable
{
    public const string Fqdn = "sbc.example.com";

    /// <summary>A hub name that every machine resolves to the loopback address.</summary>
    private const string HubName = "localhost";

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
    private readonly TestFolder _folder;
    private readonly ServerHost _server;

    private LoopbackTeams(TestFolder folder, CarrierSide carrier, MicrosoftSide microsoft, ServerHost server)
    {
        (_folder, Carrier, Microsoft, _server) = (folder, carrier, microsoft, server);
    }

    public CarrierSide Carrier { get; }

    public MicrosoftSide Microsoft { get; }

    public TeamsUser Mario => Microsoft.User("mario");

    /// <summary>Long enough for a busy machine, short enough for a test that hangs.</summary>
    public CancellationToken Patience => _patience.Token;

    /// <summary>Whether the end of the test looks for what Ponte must not do; a test that provokes it switches it off.</summary>
    public bool ExpectsNoViolation { get; set; } = true;

    /// <param name="teams">More fields of the line of kind teams.</param>
    public static async Task<LoopbackTeams> StartAsync(string teams)
    {
        var folder = new TestFolder();
        var certificates = DemoCertificates.Ensure(folder.File("certificates"), [Fqdn], [HubName], TimeProvider.System.GetUtcNow());
        var (udp, tls) = (FreePorts.Next(), FreePorts.Next());
        var carrier = CarrierSide.Start(
            new CarrierOptions
            {
                Listen = new IPEndPoint(IPAddress.Parse("127.0.0.4"), 0),
                Ponte = new IPEndPoint(IPAddress.Loopback, udp),
                Media = new MediaPorts(IPAddress.Parse("127.0.0.4"), 33_000, 33_099),
            },
            TimeProvider.System
        );
        var microsoft = MicrosoftSide.Start(OptionsFor(certificates, tls), TimeProvider.System);
        await File.WriteAllTextAsync(
            folder.File("c.yaml"),
            $$"""
            company: { name: Rossi, country: IT, areaCode: "02" }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{carrier.Listen}}"], numbers: { out: national }, options: off }
              teams:
                kind: teams
                fqdn: {{Fqdn}}
                port: {{tls}}
                hubs: ["{{HubName}}:{{microsoft.Hubs[0].Listen.Port}}"]
                peerNames: [{{HubName}}]
                addresses: [127.0.0.0/8]
                trustAnchors: {{certificates.MicrosoftAuthority}}
                {{teams}}
            users:
              mario: { name: Mario Rossi, extension: "201", number: "+390212345601", teams: { upn: mario@example.com } }
            """
        );
        string[] settings =
        [
            "Sip:Listeners:lan:Transport=udp",
            $"Sip:Listeners:lan:Address=127.0.0.1:{udp}",
            "Sip:Listeners:teams:Transport=tls",
            $"Sip:Listeners:teams:Address=127.0.0.1:{tls}",
            $"Sip:Listeners:teams:Advertised={Fqdn}:{tls}",
            $"Tls:Certificate={certificates.SbcCertificate}",
            $"Tls:Key={certificates.SbcKey}",
            "Media:Mode=in-process",
            "Media:Addresses:default:Address=127.0.0.1",
            "Media:Addresses:default:Ports=34000-34199",
            "Http:Address=off",
        ];
        var server = await ServerHost.StartAsync(
            ServerUnderTest.SettingsFor(folder, settings),
            Telephony.Create,
            TimeProvider.System,
            CancellationToken.None
        );
        var run = await CommandRun.Of(["apply", "c.yaml", "--data", folder.Path], folder.Path);
        run.ExitCode.Should().Be(0, run.Error);
        return new LoopbackTeams(folder, carrier, microsoft, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Microsoft.DisposeAsync();
        await Carrier.DisposeAsync();
        _patience.Dispose();
        _folder.Dispose();
        Microsoft.Faults.Should().BeEmpty();
        if (ExpectsNoViolation)
        {
            Microsoft.Violations.Should().BeEmpty();
            Carrier.Violations.Should().BeEmpty();
        }
    }

    private static MicrosoftOptions OptionsFor(DemoCertificates certificates, int tls) =>
        new()
        {
            Hubs = [new HubOptions(HubName, new IPEndPoint(IPAddress.Loopback, 0))],
            CertificateFile = certificates.MicrosoftCertificate,
            KeyFile = certificates.MicrosoftKey,
            SbcAuthorityFile = certificates.SbcAuthority,
            Media = new MediaPorts(IPAddress.Parse("127.0.0.5"), 35_000, 35_199),
            Names = System.Collections.Immutable.ImmutableDictionary<string, IPAddress>.Empty.Add(Fqdn, IPAddress.Loopback),
            Tenants =
            [
                new TenantOptions("rossi")
                {
                    Gateways = [new GatewayOptions(Fqdn) { SipSignalingPort = tls }],
                    Users = [new UserOptions("mario", "Mario Rossi", "+390212345601")],
                },
            ],
        };
}
