using System.Diagnostics.Metrics;
using Ponte.Calls.Model;

namespace Ponte.Calls.Node;

/// <summary>The calls' instruments, in the meter <see cref="MeterName"/>.</summary>
internal sealed class CallsMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Calls";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _turnedAway;

    public CallsMetrics(Func<int> liveCalls)
    {
        _started = _meter.CreateCounter<long>("ponte.calls.started", "{call}", "Calls that began.");
        _ended = _meter.CreateCounter<long>("ponte.calls.ended", "{call}", "Calls that ended, by cause.");
        _turnedAway = _meter.CreateCounter<long>("ponte.calls.turned_away", "{call}", "INVITEs that became no call, by reason.");
        _meter.CreateObservableGauge("ponte.calls.live", liveCalls, "{call}", "Calls at the moment.");
    }

    public void Started() => _started.Add(1);

    public void Ended(CallEnd end) => _ended.Add(1, new KeyValuePair<string, object?>("cause", end.Cause.ToString()));

    public void TurnedAway(string reason) => _turnedAway.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => _meter.Dispose();
}
