using System.Globalization;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Ponte.Bench.Micro;

// Small steps against their budgets (budgets.json). Ends with 1 where one allocates more than it may, or has no budget. The time is that of the
// fastest iteration, as whatever else the machine does only adds to it.
//   Ponte.Bench.Micro [--rows FILE] [--details FILE]
var config = ManualConfig
    .CreateEmpty()
    .AddJob(
        Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput)
            .WithWarmupCount(6)
            .WithIterationCount(8)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(120))
    )
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(args.Contains("--verbose") ? ConsoleLogger.Default : NullLogger.Instance)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ponte-bench-micro"))
    .WithOption(ConfigOptions.DisableLogFile, true);
var budgets = Budget.Load();
var rows = new StringBuilder();
var details = new StringBuilder("\n### Small steps\n\n| step | time | budget | bytes | budget |\n| --- | --: | --: | --: | --: |\n");
var broken = 0;
foreach (var summary in BenchmarkRunner.Run([typeof(SipBenchmarks), typeof(AgentBenchmarks), typeof(MediaBenchmarks)], config))
{
    foreach (var report in summary.Reports)
    {
        var name = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
        if (report.ResultStatistics is not { } time || report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) is not { } bytes)
        {
            Console.Error.WriteLine($"{name} did not run.");
            broken++;
            continue;
        }
        var budget = budgets.GetValueOrDefault(name);
        details.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {Time(time.Min)} | {(budget?.Nanoseconds is { } n ? Time(n) : "")} | {bytes} | {budget?.Bytes.ToString(CultureInfo.InvariantCulture) ?? "**none**"} |\n"
        );
        if (budget is null || bytes > budget.Bytes)
        {
            Console.Error.WriteLine($"{name}: {bytes} bytes, budget {budget?.Bytes.ToString(CultureInfo.InvariantCulture) ?? "missing"}");
            broken++;
        }
        if (budget?.Nanoseconds is { } limit)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | ≤ {Time(limit)}, ≤ {budget.Bytes} B | {Time(time.Min)}, {bytes} B | {(time.Min <= limit && bytes <= budget.Bytes ? "yes" : "**no**")} |\n"
            );
        }
    }
}
await File.AppendAllTextAsync(Option("--rows") ?? "/dev/stdout", rows.ToString());
await File.AppendAllTextAsync(Option("--details") ?? "/dev/stdout", details.ToString());
return broken == 0 ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static string Time(double nanoseconds) =>
    nanoseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns")
        : string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1000:F2} µs");
