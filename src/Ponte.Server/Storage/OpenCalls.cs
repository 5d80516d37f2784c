using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Storage;

/// <summary>The calls that go on, as far as their events were taken from the queue. Owned by the event writer.</summary>
internal sealed class OpenCalls
{
    private readonly Dictionary<CallId, Entry> _calls = [];

    /// <summary>The calls.</summary>
    public IEnumerable<CallView> Views => _calls.Values.Select(e => e.View).OfType<CallView>();

    /// <summary>Puts a call in that an earlier run left open.</summary>
    public void Restore(CallView view, int lastSequence) => _calls[view.Id] = new Entry(view, lastSequence);

    /// <summary>Applies an event and numbers it.</summary>
    /// <param name="callEvent">The event.</param>
    /// <param name="numbered">The event with its number.</param>
    /// <returns>The call after it; null where the event belongs to no known call, and is not worth a row.</returns>
    public CallView? Apply(CallEvent callEvent, out NumberedEvent numbered)
    {
        var (view, sequence) = _calls.TryGetValue(callEvent.Call, out var entry) ? entry : new Entry(null, 0);
        numbered = new NumberedEvent(sequence + 1, callEvent);
        var next = CallProjection.Apply(view, callEvent);
        if (next is null)
        {
            return null;
        }
        if (callEvent is CallEnded)
        {
            _calls.Remove(callEvent.Call);
        }
        else
        {
            _calls[callEvent.Call] = new Entry(next, sequence + 1);
        }
        return next;
    }

    private readonly record struct Entry(CallView? View, int Sequence);
}
