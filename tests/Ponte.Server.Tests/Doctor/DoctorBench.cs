using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Ponte.Pbx.Doctor;
using Ponte.Server.Composition;
using Ponte.Server.Hosting;
using Ponte.Server.Tests.Support;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Media;
using Ponte.Simulator.Microsoft;

namespace Ponte.Server.Tests.Doctor;

/// <summary>The real server and a simulated Microsoft with one hub on loopback; what is wrong between them the test decides.</summary>
internal sealed class DoctorBench : IAsyncDisposable
{
    private const string Fqdn = "sbc.localhost";
    private const string HubName = "sip.localhost";

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private ServerHost? _server;

    private DoctorBench(DemoCertificates certificates, MicrosoftSide side, int port) =>
        (Certificates, Side, Port) = (certificates, side, port);

    public static TestFolder CertificateFolder { get; } = new();

    public TestFolder Folder { get; } = new();

    public DemoCertificates Certificates { get; }

    public MicrosoftSide Side { get; }

    /// <summary>The port of our TLS listener.</summary>
    public int Port { get; }

    /// <summary>The server's clock.</summary>
    public ShiftedTime Time { get; } = new();

    public Hub Hub => Side.Hubs[0];

    /// <summary>What stands in the document beside the line's name; a test changes parts of it.</summary>
    public string Line { get; set; } = "";

    public string Users { get; set; } = "";

    /// <summary>The certificate that the server shows.</summary>
    public string Certificate { get; set; } = "";

    public string Key { get; set; } = "";

    public static DoctorBench Create(Func<TenantOptions, TenantOptions>? tenant = null)
    {
        var certificates = DemoCertificates.Ensure(CertificateFolder.Path, [Fqdn], [HubName], TimeProvider.System.GetUtcNow());
        var port = FreePorts.Next();
        var contoso = new TenantOptions("contoso") { Gateways = [new GatewayOptions(Fqdn) { SipSignalingPort = port }] };
        var side = MicrosoftSide.Start(
            new MicrosoftOptions
            {
                Hubs = [new HubOptions(HubName, new IPEndPoint(IPAddress.Loopback, 0))],
                CertificateFile = certificates.MicrosoftCertificate,
                KeyFile = certificates.MicrosoftKey,
                SbcAuthorityFile = certificates.SbcAuthority,
                Media = new MediaPorts(IPAddress.Loopback, 33_000, 33_099),
                Names = ImmutableDictionary<string, IPAddress>.Empty.Add(Fqdn, IPAddress.Loopback),
                Tenants = [(tenant ?? (t => t))(contoso)],
            },
            TimeProvider.System
        );
        return new DoctorBench(certificates, side, port)
        {
            Line = Text(Fqdn, port, $"{HubName}:{side.Hubs[0].Listen.Port}", certificates.MicrosoftAuthority),
            Certificate = certificates.SbcCertificate,
            Key = certificates.SbcKey,
        };
    }

    /// <summary>The fields of the line of kind teams.</summary>
    public static string Text(string fqdn, int port, string hub, string trustAnchors) =>
        $"kind: teams, fqdn: {fqdn}, port: {port}, hubs: [\"{hub}\"], peerNames: [{HubName}], addresses: [127.0.0.0/8], "
        + $"trustAnchors: \"{trustAnchors}\", timeout: 2s";

    /// <summary>Starts the server, puts the document in force and gives what the doctor finds.</summary>
    public async Task<ImmutableArray<Finding>> FindAsync()
    {
        (await StartAsync()).Should().BeEmpty();
        return await AskAsync();
    }

    /// <summary>Starts the server, and puts the document in force.</summary>
    /// <returns>Why it cannot be started; empty where it runs.</returns>
    public async Task<string> StartAsync()
    {
        var text = $"company: {{ name: Rossi, country: IT }}\nlines:\n  teams: {{ {Line} }}\n{Users}";
        await File.WriteAllTextAsync(Folder.File("c.yaml"), text);
        var settings = ServerUnderTest.SettingsFor(
            Folder,
            "Sip:Listeners:teams:Transport=tls",
            $"Sip:Listeners:teams:Address=127.0.0.1:{Port}",
            $"Sip:Listeners:lan:Address=127.0.0.1:{FreePorts.Next()}",
            $"Tls:Certificate={Certificate}",
            $"Tls:Key={Key}",
            "Media:Mode=in-process",
            "Media:Addresses:default:Address=127.0.0.1",
            "Media:Addresses:default:Ports=34000-34199"
        );
        try
        {
            _server = await ServerHost.StartAsync(settings, Telephony.Create, Time, _patience.Token);
        }
        catch (StartException e)
        {
            return e.Message;
        }
        var applied = await RunAsync("apply", "c.yaml");
        applied.ExitCode.Should().Be(0, applied.Error);
        return "";
    }

    /// <summary>What the doctor finds now.</summary>
    public async Task<ImmutableArray<Finding>> AskAsync()
    {
        var json = await RunAsync("doctor", "--json");
        json.Error.Should().BeEmpty();
        using var reply = JsonDocument.Parse(json.Out);
        return
        [
            .. reply
                .RootElement.GetProperty("findings")
                .EnumerateArray()
                .Select(f => new Finding(
                    Enum.Parse<FindingCode>(f.GetProperty("code").GetString()!),
                    Enum.Parse<FindingLevel>(f.GetProperty("level").GetString()!),
                    f.GetProperty("where").GetString()!,
                    [.. f.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)]
                )),
        ];
    }

    public Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--data", Folder.Path], Folder.Path, cancellationToken: _patience.Token);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        await Side.DisposeAsync();
        _patience.Dispose();
        Folder.Dispose();
    }
}
