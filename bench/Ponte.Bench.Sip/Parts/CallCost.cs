using System.Globalization;
using Ponte.Bench.Sip.Load;
using Ponte.Bench.Sip.Servers;

namespace Ponte.Bench.Sip.Parts;

/// <summary>CPU for a call, side by side: both servers are up, and calls go through one and the other in turn.</summary>
internal static class CallCost
{
    private const int Rate = 200;
    private const int Calls = 1200;

    public static async Task MeasureAsync(Bench bench, bool tls)
    {
        using var hub = tls
            ? new TlsHub(
                bench.Certificates,
                new LoadPlan
                {
                    Server = Place.Ponte,
                    Rate = 1,
                    Calls = 1,
                }.AnswerDelay
            )
            : null;
        using var kamailio = bench.Kamailio(tls);
        using var ponte = bench.Ponte(tls);
        ServerUnderTest[] servers = [kamailio, ponte];
        foreach (var server in servers)
        {
            await CallRun.WarmUpAsync(server, Plan(server, tls));
        }
        var runs = servers.ToDictionary(s => s, _ => new List<CallRun>());
        for (var round = 0; round < bench.Rounds; round++)
        {
            foreach (var server in servers)
            {
                runs[server].Add(await CallRun.RunAsync(server, Plan(server, tls)));
            }
        }
        Report(bench.Findings, tls, runs, kamailio, ponte);
        if (!tls)
        {
            bench.Findings.Row(
                "start to ready",
                "< 2 s",
                Text($"{ponte.StartTime.TotalSeconds:F2} s"),
                ponte.StartTime < TimeSpan.FromSeconds(2)
            );
        }
    }

    private static LoadPlan Plan(ServerUnderTest server, bool tls) =>
        new()
        {
            Server = server.Address,
            Rate = Rate,
            Calls = Calls,
            Number = tls ? Place.TeamsNumber : Place.ExchangeNumber,
            AnswersHere = !tls,
        };

    private static void Report(
        Findings findings,
        bool tls,
        Dictionary<ServerUnderTest, List<CallRun>> runs,
        ServerUnderTest kamailio,
        ServerUnderTest ponte
    )
    {
        var way = tls ? "UDP → TLS" : "UDP → UDP";
        findings.Line($"\n### Calls {way}: {Rate} a second, {Calls} × {runs[ponte].Count} in turn\n");
        findings.Line(
            $"| server | CPU ms a call | lowest, highest | by process | failed | sent again | set-up p50 | p99 | load's own ms |"
        );
        findings.Line($"| --- | --: | --: | --- | --: | --: | --: | --: | --: |");
        foreach (var (server, all) in runs)
        {
            var parts = all.SelectMany(r => r.Cost.Parts.Select(p => (p.Part, Cost: p.Cpu.TotalMilliseconds / r.Load.Counters.Placed)))
                .GroupBy(p => p.Part, StringComparer.Ordinal)
                .Select(g => Text($"{g.Key} {g.Sum(p => p.Cost) / all.Count:F2}"));
            findings.Line(
                $"| {server.Name} | {Mean(all):F2} | {all.Min(r => r.MicrosecondsPerCall) / 1000:F2}, {all.Max(r => r.MicrosecondsPerCall) / 1000:F2} | {string.Join(", ", parts)} | {all.Sum(r => r.Load.Counters.Failed + r.Load.Counters.Shed)} | {all.Sum(r => r.Load.Counters.Retransmissions)} | {all.Average(r => r.Load.Counters.SetUp.Percentile(0.5).TotalMilliseconds):F1} ms | {all.Average(r => r.Load.Counters.SetUp.Percentile(0.99).TotalMilliseconds):F1} ms | {all.Average(r => r.LoadMicrosecondsPerCall) / 1000:F2} |"
            );
        }
        var ratio = Mean(runs[ponte]) / Mean(runs[kamailio]);
        var limit = tls ? 1.0 : 0.5;
        findings.Row(
            $"call set-up and tear-down {way}, CPU",
            Text($"≤ {limit:F1} × Kamailio"),
            Text($"{ratio:F1} × ({Mean(runs[ponte]):F2} ms to {Mean(runs[kamailio]):F2} ms)"),
            ratio <= limit
        );
    }

    private static double Mean(List<CallRun> runs) => runs.Average(r => r.MicrosecondsPerCall) / 1000;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
