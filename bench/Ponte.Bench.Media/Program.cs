using System.Globalization;
using System.Text;
using Ponte.Bench.Media;
using Ponte.Media.Sockets;

// What a relayed packet costs: the engine beside a plain C relay and rtpengine, in turn, second by second, so that
// whatever else the machine does meets all of them. Ratios count, not figures.
//   Ponte.Bench.Media step
//   Ponte.Bench.Media voices [--out FILE]
//   Ponte.Bench.Media [--calls N] [--slices N] [--srtp] [--pause MICROSECONDS] [--only NAME] [--other PROGRAM] [--other-pause MICROSECONDS] [--out FILE]
if (args.Length > 0 && args[0] is PonteRelay.Command)
{
    await PonteRelay.ServeAsync(args[1..]);
    return;
}
if (args.Length > 0 && args[0] is Voices.Command)
{
    await Voices.ServeAsync(args[1..]);
    return;
}
if (args.Length > 0 && args[0] is VoiceTables.Command)
{
    var voices = await VoiceTables.MeasureAsync(Environment.ProcessPath!);
    Console.WriteLine(voices);
    if (Option("--out") is { } target)
    {
        await File.AppendAllTextAsync(target, voices);
    }
    return;
}
if (args.Length > 0 && args[0] is RelayStep.Command)
{
    foreach (var count in new[] { 1, 600 })
    {
        Console.WriteLine(RelayStep.Measure(srtp: false, count));
        Console.WriteLine(RelayStep.Measure(srtp: true, count));
    }
    return;
}
var calls = Number("--calls", 600);
var slices = Number("--slices", 8);
var srtp = args.Contains("--srtp");
var only = Option("--only");
var system = SocketSystem.Choose(portable: false, out _);
var all = new List<Measurement>();
try
{
    foreach (var make in Relays(srtp).Where(r => only is null || string.Equals(r.Name, only, StringComparison.Ordinal)))
    {
        all.Add(await Measurement.StartAsync(make.Make(), all.Count, calls, srtp, system));
    }
    foreach (var relay in all)
    {
        await relay.WarmUpAsync(TimeSpan.FromSeconds(3));
    }
    for (var slice = 0; slice < slices; slice++)
    {
        foreach (var relay in all)
        {
            await relay.MeasureAsync(TimeSpan.FromSeconds(1));
        }
    }
    var table = Table(all);
    Console.WriteLine(table);
    if (Option("--out") is { } file)
    {
        await File.AppendAllTextAsync(file, table);
    }
}
finally
{
    foreach (var relay in all)
    {
        relay.Dispose();
    }
}

IEnumerable<(string Name, Func<RelayUnderTest> Make)> Relays(bool withSrtp)
{
    if (!withSrtp)
    {
        yield return ("plain C", () => new PlainRelay(Path.Combine(SourceFolder(), "relay-c", "relay.c")));
    }
    yield return ("rtpengine", () => new RtpengineRelay());
    var pause = Number("--pause", 1000);
    yield return ("Ponte", () => new PonteRelay("Ponte", Environment.ProcessPath!, workers: 1, pause));
    if (Option("--other") is { } other)
    {
        yield return ("Ponte (other)", () => new PonteRelay("Ponte (other)", other, workers: 1, Number("--other-pause", pause)));
    }
}

string Table(List<Measurement> measured)
{
    var text = new StringBuilder();
    text.Append(CultureInfo.InvariantCulture, $"\n## {calls} calls, RTP ↔ {(srtp ? "SRTP" : "RTP")}, {slices} slices of 1 s in turn\n\n");
    text.Append(
        "| relay | CPU µs a packet | of it kernel | ratio to C | ratio to rtpengine | delay p50 | p99 | loss | cores | resident kB a call | broken |\n"
    );
    text.Append("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n");
    double? CostOf(string name) =>
        measured.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal))?.MicrosecondsPerPacket;
    foreach (var m in measured)
    {
        var cost = m.MicrosecondsPerPacket;
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {m.Name} | {cost:F2} | {m.KernelPart:P0} | {Ratio(cost, CostOf("plain C"))} | {Ratio(cost, CostOf("rtpengine"))} "
        );
        text.Append(CultureInfo.InvariantCulture, $"| {m.MedianDelay.TotalMilliseconds:F2} ms | {m.HighDelay.TotalMilliseconds:F2} ms ");
        text.Append(CultureInfo.InvariantCulture, $"| {m.LossFraction:P2} | {m.CoresUsed:F2} | {m.KilobytesPerCall:F0} | {m.Broken} |\n");
    }
    return text.ToString();
}

static string Ratio(double value, double? to) => to is { } other ? (value / other).ToString("F2", CultureInfo.InvariantCulture) : "";

int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static string SourceFolder()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (!Directory.Exists(Path.Combine(folder.FullName, "relay-c")))
    {
        folder = folder.Parent ?? throw new InvalidOperationException("bench/relay-c is not above the program.");
    }
    return folder.FullName;
}
