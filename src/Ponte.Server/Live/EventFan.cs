using Ponte.Calls.Events;

namespace Ponte.Server.Live;

/// <summary>Gives events to several sinks, in their order.</summary>
internal sealed class EventFan(params IReadOnlyList<ICallEventSink> sinks) : ICallEventSink
{
    /// <inheritdoc/>
    public void Publish(CallEvent callEvent)
    {
        foreach (var sink in sinks)
        {
            sink.Publish(callEvent);
        }
    }
}
