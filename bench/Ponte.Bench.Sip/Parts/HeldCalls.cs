using System.Globalization;
using Ponte.Bench.Sip.Load;
using Ponte.Bench.Sip.Servers;

namespace Ponte.Bench.Sip.Parts;

/// <summary>Memory of established calls: many are held, then ended; the second time counts, as the first one makes room that stays.</summary>
internal static class HeldCalls
{
    private const int Calls = 1000;
    private const int Rate = 150;
    private const double BudgetKilobytes = 30;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    /// <summary>Longer than the 32 s for which a transaction on UDP answers repetitions (RFC 3261 17.2.2, Timer J).</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(38);

    public static async Task MeasureAsync(Bench bench)
    {
        using var ponte = bench.Ponte();
        var plan = new LoadPlan
        {
            Server = ponte.Address,
            Rate = Rate,
            Calls = Calls,
        };
        await CallRun.WarmUpAsync(ponte, plan);
        bench.Findings.Line($"\n### {Calls} held calls: private memory\n");
        bench.Findings.Line($"| | before | held | after | held, kB a call | kept, kB a call |");
        bench.Findings.Line($"| --- | --: | --: | --: | --: | --: |");
        for (var round = 0; round < 2; round++)
        {
            await MeasureAsync(bench.Findings, ponte, plan, counts: round > 0);
        }
    }

    private static async Task MeasureAsync(Findings findings, PonteServer ponte, LoadPlan plan, bool counts)
    {
        await Task.Delay(Rest);
        var before = ponte.Cost();
        using var load = new CallLoad(plan with { Hold = Timeout.InfiniteTimeSpan });
        load.Start();
        while (load.Counters.Answered + load.Counters.Ended < Calls)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        await Task.Delay(Rest);
        var held = ponte.Cost();
        load.Release(Rate);
        load.Join();
        await Task.Delay(counts ? LongRest : Rest);
        var after = ponte.Cost();
        foreach (var part in before.Parts)
        {
            var (h, a) = (Of(held, part.Part), Of(after, part.Part));
            findings.Line(
                $"| {part.Part}{(counts ? "" : ", first time")} | {Mega(part.PrivateBytes):F1} MB | {Mega(h):F1} MB | {Mega(a):F1} MB | {PerCall(h - part.PrivateBytes):F1} | {PerCall(a - part.PrivateBytes):F1} |"
            );
        }
        if (load.Counters.Failed + load.Counters.Shed > 0)
        {
            findings.Line($"\n{load.Counters.Failed + load.Counters.Shed} of the calls failed.\n");
        }
        if (counts)
        {
            var (grown, kept) = (PerCall(held.PrivateBytes - before.PrivateBytes), PerCall(after.PrivateBytes - before.PrivateBytes));
            findings.Row(
                "memory of an established call, given back afterwards",
                "≤ 30 kB",
                string.Create(CultureInfo.InvariantCulture, $"{grown:F1} kB; {kept:F1} kB kept"),
                grown <= BudgetKilobytes && kept <= BudgetKilobytes / 4
            );
        }
    }

    private static long Of(ServerCost cost, string part) =>
        cost.Parts.Where(p => string.Equals(p.Part, part, StringComparison.Ordinal)).Sum(p => p.PrivateBytes);

    private static double Mega(long bytes) => bytes / 1048576.0;

    private static double PerCall(long bytes) => bytes / 1024.0 / Calls;
}
