using System.Globalization;
using System.Text;
using Ponte.Bench.Media;
using Ponte.Media.Sockets;

// What a relayed packet costs: the engine beside a plain C relay and rtpengine, in turn on the same machine. Ratios count, not figures.
//   Ponte.Bench.Media step
//   Ponte.Bench.Media [--calls N] [--seconds N] [--rounds N] [--srtp] [--pause MICROSECONDS] [--only NAME] [--other PROGRAM] [--other-pause MICROSECONDS] [--out FILE]
if (args.Length > 0 && args[0] is PonteRelay.Command)
{
    await PonteRelay.ServeAsync(args[1..]);
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
var seconds = Number("--seconds", 8);
var rounds = Number("--rounds", 2);
var srtp = args.Contains("--srtp");
var only = Option("--only");
var system = SocketSystem.Choose(portable: false, out _);
var results = new List<Measurement>();
for (var round = 0; round < rounds; round++)
{
    foreach (var make in Relays(srtp).Where(r => only is null || string.Equals(r.Name, only, StringComparison.Ordinal)))
    {
        var result = await MeasureAsync(make.Make);
        results.Add(result);
        Console.Error.WriteLine(result);
    }
}
var table = Table(results);
Console.WriteLine(table);
if (Option("--out") is { } file)
{
    await File.AppendAllTextAsync(file, table);
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

async Task<Measurement> MeasureAsync(Func<RelayUnderTest> make)
{
    using var relay = make();
    var sockets = LoadGenerator.Bind(system);
    var legs = await relay.StartAsync(calls, srtp, i => LoadGenerator.SocketOf(sockets, i).Local);
    using var load = new LoadGenerator(legs, sockets, system);
    load.Start();
    await Task.Delay(TimeSpan.FromSeconds(3));

    load.ClearDelays();
    var (cost, sent, received) = (ProcessCost.Of(relay.ProcessId), load.Sent, load.Received);
    await Task.Delay(TimeSpan.FromSeconds(seconds));
    var after = ProcessCost.Of(relay.ProcessId);
    (sent, received) = (load.Sent - sent, load.Received - received);
    load.Stop();
    foreach (var socket in sockets)
    {
        socket.Dispose();
    }
    if (load.Broken > 0)
    {
        Console.Error.WriteLine($"{relay.Name}: {load.Broken} packets were not what they should be.");
    }
    var (user, kernel) = (after.User - cost.User, after.Kernel - cost.Kernel);
    return new Measurement(
        relay.Name,
        user.TotalMicroseconds / received,
        kernel.TotalMicroseconds / received,
        load.Delays.Percentile(0.5),
        load.Delays.Percentile(0.99),
        1 - ((double)received / sent),
        (user + kernel) / TimeSpan.FromSeconds(seconds),
        after.ResidentBytes / 1024.0 / calls
    );
}

string Table(List<Measurement> all)
{
    var text = new StringBuilder();
    text.Append(
        CultureInfo.InvariantCulture,
        $"\n## {calls} calls, RTP ↔ {(srtp ? "SRTP" : "RTP")}, {seconds} s × {rounds}, one worker thread\n\n"
    );
    text.Append(
        "| relay | CPU µs a packet | of it kernel | ratio to C | ratio to rtpengine | delay p50 | p99 | loss | cores | resident kB a call |\n| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n"
    );
    double? Mean(string name) =>
        all.Where(m => string.Equals(m.Relay, name, StringComparison.Ordinal)).Select(m => (double?)m.MicrosecondsPerPacket).Average();
    foreach (var group in all.GroupBy(m => m.Relay, StringComparer.Ordinal))
    {
        var cost = group.Average(m => m.MicrosecondsPerPacket);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {group.Key} | {cost:F2} | {group.Average(m => m.KernelMicroseconds):F2} | {Ratio(cost, Mean("plain C"))} | {Ratio(cost, Mean("rtpengine"))} | {group.Average(m => m.MedianDelay.TotalMilliseconds):F2} ms | {group.Average(m => m.HighDelay.TotalMilliseconds):F2} ms | {group.Average(m => m.LossFraction):P2} | {group.Average(m => m.CoresUsed):F2} | {group.Average(m => m.KilobytesPerCall):F0} |\n"
        );
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
