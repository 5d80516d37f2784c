using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ponte.Bench.Sip.Load;
using Ponte.Simulator.Certificates;

namespace Ponte.Bench.Sip.Servers;

/// <summary>
/// <c>ponte serve</c> with its own <c>ponte-media</c>, as it is shipped: history, trace and log are written as by default. A carrier line, an
/// exchange, and Teams where certificates are given.
/// </summary>
internal sealed class PonteServer : ServerUnderTest
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private const string Luisa = $$"""
        users:
          luisa: { name: Luisa Bianchi, extension: "201", number: "{{Place.TeamsNumber}}", teams: { number: "{{Place.TeamsNumber}}", upn: luisa@example.com } }

        """;

    private readonly Programs _programs;
    private readonly string _folder;
    private readonly string _settings;

    /// <param name="folder">The folder that its own folder is made in.</param>
    /// <param name="certificates">For TLS and a Teams line.</param>
    /// <param name="processor">The processor that it is bound to with its media; null for all.</param>
    /// <param name="more">Further settings, <c>KEY=VALUE</c>.</param>
    /// <param name="users">The section of users; null for the usual one.</param>
    public PonteServer(
        Programs programs,
        string folder,
        DemoCertificates? certificates = null,
        int? processor = null,
        string[]? more = null,
        string? users = null
    )
    {
        _programs = programs;
        _folder = Path.Combine(folder, "ponte");
        Directory.CreateDirectory(_folder);
        _settings = Path.Combine(_folder, "ponte.json");
        File.WriteAllText(_settings, Settings(certificates));
        var watch = Stopwatch.StartNew();
        Launch(
            processor,
            LogFile,
            programs.Server,
            ["serve", "--config", _settings, .. (more ?? []).SelectMany(m => (string[])["--set", m])]
        );
        Wait(watch);
        StartTime = watch.Elapsed;
        var document = Path.Combine(_folder, "company.yaml");
        File.WriteAllText(document, Company(certificates, users));
        Command("apply", document);
    }

    public override string Name => "Ponte";

    public override IPEndPoint Address => Place.Ponte;

    /// <summary>From the start of the process until it says that it is ready.</summary>
    public TimeSpan StartTime { get; }

    private string LogFile => Path.Combine(_folder, "log");

    public override IEnumerable<(string Part, int Process)> Processes() =>
        [("ponte", MainProcess), .. ProcessCosts.WithArgument(Path.Combine(_folder, "media.sock")).Select(p => ("ponte-media", p))];

    public override void Dispose()
    {
        var all = HasEnded ? [] : Processes().ToList();
        if (all.Count > 0)
        {
            using var main = Process.GetProcessById(MainProcess);
            Process.Start("kill", [MainProcess.ToString(CultureInfo.InvariantCulture)])?.Dispose();
            main.WaitForExit(TimeSpan.FromSeconds(10));
        }
        foreach (var (_, process) in all.Where(p => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{p.Process}"))))
        {
            Process.Start("kill", ["-KILL", process.ToString(CultureInfo.InvariantCulture)])?.Dispose();
        }
        base.Dispose();
    }

    private void Command(string name, params string[] arguments)
    {
        using var command =
            Process.Start(
                new ProcessStartInfo(_programs.Server, [name, "--config", _settings, .. arguments])
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            ) ?? throw new InvalidOperationException($"ponte {name} did not start.");
        var said = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        if (command.ExitCode != 0)
        {
            throw new InvalidOperationException($"ponte {name}: {said}");
        }
    }

    private void Wait(Stopwatch watch)
    {
        using var poll = new ManualResetEvent(false);
        while (!File.Exists(LogFile) || !File.ReadAllText(LogFile).Contains("is ready on", StringComparison.Ordinal))
        {
            if (HasEnded || watch.Elapsed > LongestStart)
            {
                throw new InvalidOperationException($"ponte does not start: {File.ReadAllText(LogFile)}");
            }
            _ = poll.WaitOne(TimeSpan.FromMilliseconds(10));
        }
    }

    private string Settings(DemoCertificates? certificates)
    {
        var listeners = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["line"] = new { Transport = "udp", Address = Place.Ponte.ToString() },
        };
        if (certificates is not null)
        {
            listeners["teams"] = new { Transport = "tls", Address = Place.PonteTls.ToString() };
        }
        return JsonSerializer.Serialize(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["Data"] = _folder,
                ["Sip"] = new { Listeners = listeners },
                ["Tls"] = certificates is null ? new { } : new { Certificate = certificates.SbcCertificate, Key = certificates.SbcKey },
                ["Media"] = new { Program = _programs.Media },
                ["Http"] = new { Address = $"{Place.Ponte.Address}:8080" },
            }
        );
    }

    private static string Company(DemoCertificates? certificates, string? users)
    {
        var text = new StringBuilder(
            $$"""
            company: { name: Bench, country: IT, areaCode: "02", language: en, timeZone: Europe/Rome }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{Place.Carrier}};transport=udp"], options: off, mediaTimeout: off }
              exchange: { kind: pbx, peers: ["sip:{{Place.Exchange}};transport=udp"], prefix: "{{Place.ExchangeNumber[
                ..10
            ]}}", options: off, mediaTimeout: off }

            """
        );
        if (certificates is not null)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                  teams: { kind: teams, fqdn: {{Place.SbcName}}, hubs: ["{{Place.HubName}}:{{Place.Hub.Port}}"], peerNames: ["{{Place.HubName}}"], addresses: ["{{Place.Hub.Address}}/32"], trustAnchors: "{{certificates.MicrosoftAuthority}}", options: off, mediaTimeout: off }

                """
            );
        }
        text.Append(users ?? (certificates is null ? "" : Luisa));
        return text.ToString();
    }
}
