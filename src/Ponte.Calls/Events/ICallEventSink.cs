namespace Ponte.Calls.Events;

/// <summary>Receives the event stream of all loops of a node.</summary>
public interface ICallEventSink
{
    /// <summary>Takes an event over. Called on a loop: it must not block, and it must not throw.</summary>
    void Publish(CallEvent callEvent);
}
