using System.Diagnostics.Metrics;

namespace Ponte.Server.Metrics;

/// <summary>The server's own instruments.</summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Server";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Makes the instruments.</summary>
    public ServerMetrics()
    {
        EventsWritten = _meter.CreateCounter<long>("ponte.events.written", description: "Events written to the database.");
        EventsDropped = _meter.CreateCounter<long>(
            "ponte.events.dropped",
            description: "Events lost because the queue of events was full."
        );
        TraceWritten = _meter.CreateCounter<long>("ponte.trace.written", description: "SIP messages written to the trace.");
        TraceDropped = _meter.CreateCounter<long>(
            "ponte.trace.dropped",
            description: "SIP messages that the trace lost because its queue was full or its disk failed."
        );
        JournalWritten = _meter.CreateCounter<long>("ponte.journal.written", description: "Records written to the journal of calls.");
        JournalDropped = _meter.CreateCounter<long>(
            "ponte.journal.dropped",
            description: "Records that the journal of calls lost because its queue was full or its disk failed."
        );
        LiveDropped = _meter.CreateCounter<long>("ponte.live.dropped", description: "Changes that a slow live view did not take.");
    }

    /// <summary>Events written to the database.</summary>
    public Counter<long> EventsWritten { get; }

    /// <summary>Events lost because the queue was full.</summary>
    public Counter<long> EventsDropped { get; }

    /// <summary>SIP messages written to the trace.</summary>
    public Counter<long> TraceWritten { get; }

    /// <summary>SIP messages that the trace lost.</summary>
    public Counter<long> TraceDropped { get; }

    /// <summary>Records written to the journal of calls.</summary>
    public Counter<long> JournalWritten { get; }

    /// <summary>Records that the journal of calls lost.</summary>
    public Counter<long> JournalDropped { get; }

    /// <summary>Changes that a slow live view did not take.</summary>
    public Counter<long> LiveDropped { get; }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
