using System.Diagnostics.Metrics;

namespace Ponte.Media.Engine;

/// <summary>The metrics of the engine. Workers count in plain fields; these instruments read them when somebody asks, so that packets pay nothing.</summary>
internal sealed class MediaInstruments : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Media";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Instruments of one engine.</summary>
    public MediaInstruments(MediaWorker[] workers, Func<int> openStreams, Func<int> freePorts)
    {
        _meter.CreateObservableGauge("ponte.media.streams", openStreams, "{stream}", "Streams that are open.");
        _meter.CreateObservableGauge("ponte.media.ports.free", freePorts, "{pair}", "Port pairs that can be opened now.");
        _meter.CreateObservableCounter(
            "ponte.media.datagrams",
            () => workers.Sum(w => w.Counters.Datagrams),
            "{datagram}",
            "Datagrams taken from sockets, refused ones too."
        );
        _meter.CreateObservableCounter("ponte.media.wakes", () => workers.Sum(w => w.Counters.Wakes), "{wake}", "Looks at the sockets.");
        _meter.CreateObservableCounter(
            "ponte.media.faults",
            () => workers.Sum(w => w.Counters.Faults),
            "{fault}",
            "Defects that were caught."
        );
        _meter.CreateObservableCounter(
            "ponte.media.allocated",
            () => workers.Sum(w => w.Counters.AllocatedBytes),
            "By",
            "Bytes allocated by workers: for commands and events, never for packets."
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
