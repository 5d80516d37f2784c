using Ponte.Calls.Events;
using Ponte.Server.History;
using Ponte.Server.Metrics;
using Ponte.Server.Storage;

namespace Ponte.Server.Live;

/// <summary>Takes the events of all loops: to the live view, the figures and the database. What is private is taken out first.</summary>
internal sealed class CallEventHub(LiveCalls live, CallMetrics metrics, EventWriter writer) : ICallEventSink
{
    /// <inheritdoc/>
    public void Publish(CallEvent callEvent)
    {
        var clean = EventPrivacy.Clean(callEvent);
        if (live.Apply(clean) is { } view)
        {
            metrics.Count(clean, view);
        }
        writer.Publish(clean);
    }
}
