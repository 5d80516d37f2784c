using Ponte.Bench.Sip.Load;
using Ponte.Bench.Sip.Servers;

namespace Ponte.Bench.Sip.Parts;

/// <summary>One run of calls through one server, and what it cost.</summary>
internal sealed record CallRun(CallLoad Load, ServerCost Cost)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    /// <summary>Microseconds of CPU for each call that was placed.</summary>
    public double MicrosecondsPerCall => Cost.Cpu.TotalMicroseconds / Load.Counters.Placed;

    public double LoadMicrosecondsPerCall => Load.OwnCost.TotalMicroseconds / Load.Counters.Placed;

    public double PlacedPerSecond => Load.Counters.Placed / Load.Placing.TotalSeconds;

    /// <summary>Runs calls to their end and a little longer, so that what a server does afterwards is counted too.</summary>
    public static async Task<CallRun> RunAsync(ServerUnderTest server, LoadPlan plan)
    {
        var before = server.Cost();
        var load = CallLoad.RunAll(plan);
        await Task.Delay(Settle);
        return new CallRun(load, server.Cost().Since(before));
    }

    /// <summary>Lets a server compile what calls need: slowly first, as new code is slow.</summary>
    public static async Task WarmUpAsync(ServerUnderTest server, LoadPlan plan)
    {
        foreach (var (rate, seconds) in new[] { (30, 3), (100, 4), (plan.Rate, 8) })
        {
            await RunAsync(server, plan with { Rate = rate, Calls = rate * seconds });
        }
    }
}
