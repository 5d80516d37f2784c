using System.Net;
using System.Text.Json;
using Ponte.Simulator.Certificates;
using Ponte.TestKit;
using TestAuthority = Ponte.Simulator.Certificates.TestAuthority;

namespace Ponte.Interop.Tests.Support;

/// <summary>The real server as an operator starts it: the program <c>ponte</c> with its <c>ponte-media</c>, a carrier and a Teams line.</summary>
internal sealed class PonteServer : IAsyncDisposable
{
    public const string Fqdn = "sbc.example.com";

    /// <summary>The hub's name: one that resolves to the loopback address on every machine.</summary>
    public const string Hub = "localhost";

    /// <summary>The names of a simulated Microsoft's hubs.</summary>
    public static readonly string[] Hubs = ["sip.localhost", "sip2.localhost", "sip3.localhost"];

    private readonly TestFolder _folder = new();
    private ChildProcess? _process;
    private int _mailPort;
    private bool _speaksIpv6;

    private PonteServer(Loopback net, int hubPort)
    {
        Net = net;
        HubPort = hubPort;
        Certificates = MakeCertificates();
    }

    public Loopback Net { get; }

    public int HubPort { get; }

    public DemoCertificates Certificates { get; }

    public string SipAddress => $"{Net.Ponte}:5060";

    public string TlsAddress => $"{Net.Ponte}:5061";

    /// <summary>Where phones connect by TLS: a listener that names itself by its address, since no DNS knows our name.</summary>
    public string PhoneTlsAddress => $"{Net.Ponte}:5062";

    /// <summary>Where it listens by UDP and TCP over IPv6, where that was asked for; by TLS for phones on the port above.</summary>
    public IPEndPoint Ipv6Address { get; } = new(IPAddress.IPv6Loopback, Loopback.FreePort());

    public ChildProcess Process => _process ?? throw new InvalidOperationException("The server was not started.");

    private string Program => Path.Combine(AppContext.BaseDirectory, "ponte.dll");

    /// <summary>Where a recorded prompt has its place.</summary>
    public string Recording(string language, string prompt) => Path.Combine(Data, "prompts", language, $"{prompt}.wav");

    /// <summary>The prompts that were spoken.</summary>
    public IReadOnlyList<string> Spoken() =>
        Directory.Exists(Path.Combine(Data, "prompts", "spoken"))
            ? Directory.GetFiles(Path.Combine(Data, "prompts", "spoken"), "*.wav")
            : [];

    /// <summary>A prompt that comes with Ponte.</summary>
    public string Supplied(string language, string prompt) => Path.Combine(AppContext.BaseDirectory, "prompts", language, $"{prompt}.wav");

    /// <summary>The data folder.</summary>
    public string Data => _folder.File("data");

    /// <summary>Starts a server with the company document in force.</summary>
    /// <param name="hubPort">The port of the Teams hub.</param>
    /// <param name="document">The document; null for the usual one.</param>
    /// <param name="mailPort">The port of the mail server; 0 for none.</param>
    /// <param name="ipv6">Whether it speaks IPv6 too.</param>
    public static async Task<PonteServer> StartAsync(
        int hubPort,
        Func<PonteServer, string>? document = null,
        int mailPort = 0,
        bool ipv6 = false
    )
    {
        var server = new PonteServer(new Loopback(), hubPort) { _mailPort = mailPort, _speaksIpv6 = ipv6 };
        Directory.CreateDirectory(server.Data);
        await File.WriteAllTextAsync(Path.Combine(server.Data, "appsettings.json"), server.Settings());
        await server.RestartAsync();
        var company = server._folder.Write("company.yaml", document?.Invoke(server) ?? server.Document());
        await server.CommandAsync("apply", company);
        return server;
    }

    /// <summary>Starts the server (again), and waits until it is ready.</summary>
    public async Task RestartAsync()
    {
        _process = new ChildProcess("dotnet", [Program, "serve", "--data", Data]);
        await _process.LineAsync(l => l.Contains("is ready on", StringComparison.Ordinal));
    }

    /// <summary>Runs a command against the server, and demands that it succeeds.</summary>
    public async Task<string> CommandAsync(params string[] arguments)
    {
        var (code, output) = await TryCommandAsync(arguments);
        code.Should().Be(0, $"{output}; the server says:\n{_process?.Output}");
        return output;
    }

    /// <summary>Runs a command against the server, which may refuse it.</summary>
    public async Task<(int Code, string Output)> TryCommandAsync(params string[] arguments)
    {
        await using var command = new ChildProcess("dotnet", [Program, .. arguments, "--data", Data, "--language", "en"]);
        return (await command.ExitAsync(), command.Output);
    }

    /// <summary>Waits until a phone is registered.</summary>
    /// <returns>Its first registration.</returns>
    public async Task<JsonElement> RegisteredAsync(string device)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 50; i++)
        {
            using var json = JsonDocument.Parse(await CommandAsync("phones", "--json"));
            var phone = json.RootElement.EnumerateArray().Single(p => p.GetProperty("name").ValueEquals(device));
            if (phone.GetProperty("bindings").GetArrayLength() > 0)
            {
                return phone.GetProperty("bindings")[0].Clone();
            }
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"{device} did not register");
    }

    /// <summary>The newest calls as history has them.</summary>
    public async Task<JsonElement[]> CallsAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse(await CommandAsync(["calls", "--json", .. arguments]));
        var root = json.RootElement.Clone();
        return [.. (root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("calls")).EnumerateArray()];
    }

    /// <summary>Waits until history satisfies a condition: views are made from events, a moment after the wire.</summary>
    public Task<JsonElement[]> CallsAsync(Func<JsonElement[], bool> isSatisfied) => CallsAsync("", isSatisfied);

    /// <summary>Waits until the history of a number satisfies a condition.</summary>
    public async Task<JsonElement[]> CallsAsync(string number, Func<JsonElement[], bool> isSatisfied)
    {
        string[] arguments = number.Length == 0 ? [] : ["--number", number];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 100; i++)
        {
            var calls = await CallsAsync(arguments);
            if (isSatisfied(calls))
            {
                return calls;
            }
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException("History never showed what was waited for: " + string.Join('\n', await CallsAsync(arguments)));
    }

    /// <summary>The process id of <c>ponte-media</c>.</summary>
    public async Task<int> MediaProcessAsync()
    {
        var text = await CommandAsync("lines");
        var match = System.Text.RegularExpressions.Regex.Match(
            text,
            "process (?<id>[0-9]+)",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        match.Success.Should().BeTrue(text);
        return int.Parse(match.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (process.IsRunning)
            {
                await process.TerminateAsync();
                await process.ExitAsync();
            }
            await process.DisposeAsync();
        }
        _folder.Dispose();
    }

    /// <summary>Those of the demo, but ours says that it may be used by clients too: OpenSSL's programs demand it.</summary>
    private DemoCertificates MakeCertificates()
    {
        var now = TimeProvider.System.GetUtcNow();
        var certificates = DemoCertificates.Ensure(_folder.File("certificates"), [Fqdn], [Hub, .. Hubs], now);
        using var authority = new TestAuthority("Test", now);
        File.WriteAllText(certificates.SbcAuthority, authority.RootPem);
        authority.Issue(new CertificateOrder { Names = [Fqdn], ForClients = true }).Write(certificates.Folder, "sbc");
        return certificates;
    }

    private string Mail() =>
        _mailPort == 0
            ? ""
            : $$"""
                "Mail": { "Host": "127.0.0.1", "Port": {{_mailPort}}, "Tls": "off", "From": "ponte@example.com" },
                """;

    /// <summary>Listeners of IPv6.</summary>
    private string Ipv6Listeners() =>
        !_speaksIpv6
            ? ""
            : $$"""
                "udp6": { "Transport": "udp", "Address": "{{Ipv6Address}}" },
                "tcp6": { "Transport": "tcp", "Address": "{{Ipv6Address}}" },
                "phones6": { "Transport": "tls", "Address": "[::1]:{{Ipv6Address.Port + 1}}", "ClientCertificate": "off" },
                """;

    /// <summary>A media address of IPv6, on ports that no other address of this loopback has: there is but one.</summary>
    private string Ipv6Media() =>
        !_speaksIpv6
            ? ""
            : """
                "lan6": { "Address": "::1", "Ports": "11000-11998" },
                """;

    private string Settings() =>
        $$"""
            {
              "Sip": {
                "Listeners": {
                  {{Ipv6Listeners()}}
                  "udp": { "Transport": "udp", "Address": "{{Net.Ponte}}:5060" },
                  "tcp": { "Transport": "tcp", "Address": "{{Net.Ponte}}:5060" },
                  "tls": { "Transport": "tls", "Address": "{{Net.Ponte}}:5061", "Advertised": "{{Fqdn}}:5061" },
                  "phones": { "Transport": "tls", "Address": "{{Net.Ponte}}:5062", "ClientCertificate": "off" }
                }
              },
              "Tls": { "Certificate": "{{Certificates.SbcCertificate}}", "Key": "{{Certificates.SbcKey}}" },
              "Media": {
                "Program": "{{Path.Combine(AppContext.BaseDirectory, "ponte-media")}}",
                "Addresses": { {{Ipv6Media()}} "default": { "Address": "{{Net.Ponte}}" } }
              },
              {{Mail()}}
              "Http": { "Address": "off" }
            }
            """;

    /// <summary>The usual company document.</summary>
    /// <param name="teams">More fields of the line of kind teams.</param>
    public string Document(string teams = "") =>
        $$"""
            company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{Net.Carrier}}:5070;transport=udp"], channels: 2, numbers: { out: national }, options: off }
              second: { kind: carrier, peers: ["sip:{{Net.SecondCarrier}}:5070;transport=tcp"], options: off }
              teams:
                kind: teams
                fqdn: {{Fqdn}}
                hubs: ["{{Hub}}:{{HubPort}}"]
                peerNames: [{{Hub}}]
                addresses: [127.0.0.0/8]
                trustAnchors: {{Certificates.MicrosoftAuthority}}
                {{teams}}
            users:
              mrossi: { name: Mario Rossi, extension: "201", number: "+390212345601", teams: { upn: mrossi@example.com } }
            """;
}
