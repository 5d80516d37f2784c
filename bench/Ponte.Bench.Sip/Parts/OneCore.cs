using System.Globalization;
using Ponte.Bench.Sip.Load;
using Ponte.Bench.Sip.Servers;

namespace Ponte.Bench.Sip.Parts;

/// <summary>What a server bound to one processor bears: calls a second stepped up, far above that, and OPTIONS.</summary>
internal static class OneCore
{
    private const int CallsBudget = 2500;
    private const int OptionsBudget = 20_000;
    private const double AllowedFailures = 0.005;
    private static readonly int[] Steps = [100, 200, 300, 400, 600, 800, 1000, 1250, 1500, 2000, 2500, 3000, 4000];
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan OptionsTime = TimeSpan.FromSeconds(4);

    public static async Task MeasureAsync(Bench bench, bool calls, bool options)
    {
        Func<ServerUnderTest>[] servers =
        [
            () => bench.Kamailio(processor: Bench.ServerProcessor),
            () => bench.Ponte(processor: Bench.ServerProcessor),
        ];
        if (calls)
        {
            bench.Findings.Line($"\n### Calls a second on one core, {StepTime.TotalSeconds:F0} s a step\n");
            bench.Findings.Line(
                $"| server | offered | completed a second | CPU ms a call | refused by 503 | failed | set-up p99 | 503 p99 |"
            );
            bench.Findings.Line($"| --- | --: | --: | --: | --: | --: | --: | --: |");
            foreach (var start in servers)
            {
                using var server = start();
                await StepsAsync(bench.Findings, server);
            }
        }
        if (options)
        {
            bench.Findings.Line($"\n### OPTIONS on one core\n");
            bench.Findings.Line($"| server | answered a second | CPU µs each | so by CPU a second | failed |");
            bench.Findings.Line($"| --- | --: | --: | --: | --: |");
            foreach (var start in servers)
            {
                using var server = start();
                Options(bench.Findings, server);
            }
        }
    }

    private static async Task StepsAsync(Findings findings, ServerUnderTest server)
    {
        var plan = new LoadPlan
        {
            Server = server.Address,
            Rate = 200,
            Calls = 1,
            Processor = Bench.LoadProcessor,
        };
        await CallRun.WarmUpAsync(server, plan);
        CallRun? best = null;
        foreach (var rate in Steps)
        {
            var run = await CallRun.RunAsync(server, plan with { Rate = rate, Calls = (int)(rate * StepTime.TotalSeconds) });
            Step(findings, server, rate, run);
            var counters = run.Load.Counters;
            if (counters.Failed + counters.Shed > counters.Placed * AllowedFailures)
            {
                break;
            }
            best = run;
        }
        if (server is PonteServer)
        {
            var rate = best?.PlacedPerSecond ?? 0;
            var byCost = best is null ? 0 : 1e6 / best.MicrosecondsPerCall;
            findings.Row(
                "calls a second on one core",
                string.Create(CultureInfo.InvariantCulture, $"≥ {CallsBudget}"),
                string.Create(CultureInfo.InvariantCulture, $"{rate:F0} borne; {byCost:F0} by CPU of that step"),
                rate >= CallsBudget
            );
            await OverloadAsync(findings, server, plan, Math.Max(100, (int)rate));
        }
    }

    /// <summary>Far above the limit: what can be done is done, the rest is refused at once, and afterwards all is well again.</summary>
    private static async Task OverloadAsync(Findings findings, ServerUnderTest server, LoadPlan plan, int borne)
    {
        var offered = borne * 3;
        var run = await CallRun.RunAsync(server, plan with { Rate = offered, Calls = offered * 6 });
        Step(findings, server, offered, run);
        var after = await CallRun.RunAsync(server, plan with { Rate = borne / 2, Calls = borne / 2 * 3 });
        Step(findings, server, borne / 2, after);
        var counters = run.Load.Counters;
        var good = counters.Failed <= counters.Placed * AllowedFailures && after.Load.Counters.Completed == after.Load.Counters.Placed;
        findings.Row(
            "three times the calls that one core bears",
            "503, no queue",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(double)counters.Completed / counters.Placed:P0} completed, {(double)counters.Shed / counters.Placed:P0} 503 (p99 {counters.Refusal.Percentile(0.99).TotalMilliseconds:F0} ms), {(double)counters.Failed / counters.Placed:P1} failed; afterwards {after.Load.Counters.Failed + after.Load.Counters.Shed} of {after.Load.Counters.Placed} failed"
            ),
            good
        );
    }

    private static void Step(Findings findings, ServerUnderTest server, int rate, CallRun run)
    {
        var counters = run.Load.Counters;
        findings.Line(
            $"| {server.Name} | {rate} | {counters.Completed / run.Load.Placing.TotalSeconds:F0} | {run.MicrosecondsPerCall / 1000:F2} | {counters.Shed} | {counters.Failed} | {counters.SetUp.Percentile(0.99).TotalMilliseconds:F0} ms | {counters.Refusal.Percentile(0.99).TotalMilliseconds:F0} ms |"
        );
    }

    private static void Options(Findings findings, ServerUnderTest server)
    {
        const int UnderWay = 64;
        OptionsLoad.Run(server.Address, UnderWay, 3 * OptionsTime, CallLoad.NextRun());
        var before = server.Cost();
        var (answered, failed) = OptionsLoad.Run(server.Address, UnderWay, OptionsTime, CallLoad.NextRun());
        var cost = server.Cost().Since(before).Cpu.TotalMicroseconds / Math.Max(1, answered);
        findings.Line($"| {server.Name} | {answered / OptionsTime.TotalSeconds:F0} | {cost:F1} | {1e6 / cost:F0} | {failed} |");
        if (server is PonteServer)
        {
            findings.Row(
                "OPTIONS a second on one core",
                string.Create(CultureInfo.InvariantCulture, $"≥ {OptionsBudget}"),
                string.Create(CultureInfo.InvariantCulture, $"{answered / OptionsTime.TotalSeconds:F0} answered; {1e6 / cost:F0} by CPU"),
                1e6 / cost >= OptionsBudget
            );
        }
    }
}
