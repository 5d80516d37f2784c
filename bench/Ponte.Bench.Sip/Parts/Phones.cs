using System.Globalization;
using System.Text;
using Ponte.Bench.Sip.Load;
using Ponte.Bench.Sip.Servers;

namespace Ponte.Bench.Sip.Parts;

/// <summary>Phones: registrations held and refreshed, as many a second as one processor bears, and what a Twin's second place costs a call.</summary>
internal static class Phones
{
    private const int Held = 10_000;
    private const int Rate = 1_000;
    private const string Password = "a-password-of-phones";

    /// <summary>Registrations on one processor.</summary>
    public static void Registrations(Bench bench)
    {
        using var server = bench.PonteWith(Users(), tls: false, Bench.ServerProcessor);
        using var phones = new Registrations(Held, Login, Password);
        bench.Findings.Line($"\n### Phones on one core: {Held} of them, in offices of 500 behind one address, UDP, SHA-256\n");
        bench.Findings.Line(
            $"| what | REGISTER a second | CPU ms for 1,000 | so by CPU a second | refused | sent again | p50 | p99 | private memory |"
        );
        bench.Findings.Line($"| --- | --: | --: | --: | --: | --: | --: | --: | --: |");
        Step(bench.Findings, server, phones, "first registration (401, then 200), as fast as answered", Held, null);
        var (refused, _) = Step(bench.Findings, server, phones, "refreshed at a steady rate", Held, Rate);
        var (failed, cost) = Step(bench.Findings, server, phones, "refreshed as fast as answered", 3 * Held, null);
        bench.Findings.Row(
            "phones: 10,000 held, refreshed 1,000 a second on one core",
            "none refused",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{refused + failed} refused; {1e6 / cost:F0} a second by CPU ({cost:F0} µs a REGISTER)"
            ),
            refused + failed == 0 && 1e6 / cost >= Rate
        );
    }

    /// <summary>A call that rings in Teams, and one that rings in Teams and on a device, in turn.</summary>
    public static async Task TwinAsync(Bench bench)
    {
        var document = $$"""
            users:
              luisa: { name: Luisa Bianchi, extension: "201", number: "{{Place.TeamsNumber}}", teams: { number: "{{Place.TeamsNumber}}", upn: luisa@example.com } }
              mario:
                name: Mario Rossi
                extension: "202"
                number: "{{Place.TwinNumber}}"
                teams: { number: "{{Place.TwinNumber}}", upn: mario@example.com }
                devices: { desk: { password: "{{Password}}" } }

            """;
        // Sooner nobody answers who is not a machine: Ponte would take it for Teams' voicemail, and let the device ring on.
        using var hub = new TlsHub(bench.Certificates, TimeSpan.FromSeconds(2));
        using var server = bench.PonteWith(document, tls: true, null);
        using (var phone = new Registrations(1, _ => "202-desk", Password, Place.Device))
        {
            phone.Register(1, null);
        }
        using var device = new RingingDevice();
        string[] numbers = [Place.TeamsNumber, Place.TwinNumber];
        var runs = numbers.ToDictionary(n => n, _ => new List<CallRun>(), StringComparer.Ordinal);
        foreach (var number in numbers)
        {
            await CallRun.WarmUpAsync(server, Plan(number));
        }
        for (var round = 0; round < bench.Rounds; round++)
        {
            foreach (var number in numbers)
            {
                runs[number].Add(await CallRun.RunAsync(server, Plan(number)));
            }
        }
        Report(bench.Findings, runs, device.Cancelled);
    }

    private static void Report(Findings findings, Dictionary<string, List<CallRun>> runs, int cancelled)
    {
        double Mean(string number) => runs[number].Average(r => r.MicrosecondsPerCall) / 1000;
        var (one, twin) = (Mean(Place.TeamsNumber), Mean(Place.TwinNumber));
        findings.Line($"\n### Twin: a call to Teams, and one to Teams and a device, answered in Teams; in turn\n");
        findings.Line($"| call | CPU ms | failed |");
        findings.Line($"| --- | --: | --: |");
        foreach (var (number, all) in runs)
        {
            var what = number.Equals(Place.TwinNumber, StringComparison.Ordinal) ? "Teams and device" : "Teams";
            findings.Line($"| {what} | {Mean(number):F2} | {all.Sum(r => r.Load.Counters.Failed + r.Load.Counters.Shed)} |");
        }
        findings.Line($"\nThe device was called off {cancelled} times.");
        findings.Row(
            "a Twin's second place, CPU",
            "≤ one leg (half a call with two)",
            string.Create(CultureInfo.InvariantCulture, $"{(twin - one) / (one / 2):F2} × a leg ({one:F2} ms to {twin:F2} ms a call)"),
            twin - one <= one / 2
        );
    }

    private static (int Refused, double Microseconds) Step(
        Findings findings,
        PonteServer server,
        Registrations phones,
        string what,
        int count,
        int? rate
    )
    {
        var before = server.Cost();
        var (registered, refused, time) = phones.Register(count, rate);
        var used = server.Cost();
        var cost = used.Since(before).Cpu.TotalMicroseconds / Math.Max(1, phones.Sent);
        findings.Line(
            $"| {what} | {phones.Sent / time.TotalSeconds:F0} | {cost:F0} | {1e6 / cost:F0} | {refused} of {registered + refused} | {phones.SentAgain} | {phones.Times.Percentile(0.5).TotalMilliseconds:F1} ms | {phones.Times.Percentile(0.99).TotalMilliseconds:F1} ms | {used.PrivateBytes / 1e6:F0} MB |"
        );
        return (refused, cost);
    }

    private static LoadPlan Plan(string number) =>
        new()
        {
            Server = Place.Ponte,
            Rate = 100,
            Calls = 600,
            Number = number,
            AnswersHere = false,
        };

    private static string Login(int phone) => string.Create(CultureInfo.InvariantCulture, $"{10_000 + phone}-desk");

    private static string Users()
    {
        var text = new StringBuilder("users:\n");
        for (var i = 0; i < Held; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  u{i}: {{ name: User {i}, extension: \"{10_000 + i}\", devices: {{ desk: {{ password: \"{Password}\" }} }} }}\n"
            );
        }
        return text.ToString();
    }
}
