using System.Globalization;
using Ponte.Bench.Sip.Parts;
using Ponte.Bench.Sip.Servers;

// What signalling costs: ponte beside Kamailio, in turn on the same machine. Ratios count, not figures.
//   Ponte.Bench.Sip [PART ...] --server PROGRAM --media PROGRAM [--rounds N] [--rows FILE] [--details FILE]
// Parts: calls, tls, memory, core, options, phones, twin; all where none is named.
string[] all = ["calls", "tls", "memory", "core", "options", "phones", "twin"];
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var named = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
if (named.Except(all, StringComparer.Ordinal).FirstOrDefault() is { } unknown || Option("--server") is null || Option("--media") is null)
{
    Console.Error.WriteLine(
        $"Usage: Ponte.Bench.Sip [{string.Join('|', all)}] --server PROGRAM --media PROGRAM [--rounds N] [--rows FILE] [--details FILE]"
    );
    return 2;
}
var parts = named.Count == 0 ? [.. all] : named;
var programs = new Programs(Path.GetFullPath(Option("--server")!), Path.GetFullPath(Option("--media")!));
using var bench = new Bench(programs, int.Parse(Option("--rounds") ?? "3", CultureInfo.InvariantCulture));
try
{
    foreach (var part in parts)
    {
        await (
            part switch
            {
                "calls" => CallCost.MeasureAsync(bench, tls: false),
                "tls" => CallCost.MeasureAsync(bench, tls: true),
                "memory" => HeldCalls.MeasureAsync(bench),
                "phones" => Task.Run(() => Phones.Registrations(bench)),
                "twin" => Phones.TwinAsync(bench),
                "core" => OneCore.MeasureAsync(bench, calls: true, options: false),
                _ => OneCore.MeasureAsync(bench, calls: false, options: true),
            }
        );
    }
}
finally
{
    await File.AppendAllTextAsync(Option("--rows") ?? "/dev/stdout", bench.Findings.Rows);
    await File.AppendAllTextAsync(Option("--details") ?? "/dev/stdout", bench.Findings.Details);
}
return 0;
