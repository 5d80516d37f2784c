using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Calls.Model;

namespace Ponte.Pbx.Lamps;

/// <summary>
/// Who is in which call, made from the calls' events: what busy lamps show. Members may be called from any thread; an event costs a lock of about a
/// microsecond.
/// </summary>
public sealed class LampBoard : ICallEventSink
{
    private readonly Lock _lock = new();

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly Dictionary<CallId, LampCall> _calls = [];

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly Dictionary<string, ImmutableArray<LampDialog>> _users = new(StringComparer.Ordinal);

    /// <summary>Raised with a user's id after that user's calls changed. On the loop of the call; listeners must not block and must not throw.</summary>
    public event Action<string>? Changed;

    /// <summary>The calls of a user, the oldest first.</summary>
    public ImmutableArray<LampDialog> Of(string user)
    {
        lock (_lock)
        {
            return _users.GetValueOrDefault(user, []);
        }
    }

    /// <inheritdoc/>
    public void Publish(CallEvent callEvent)
    {
        ImmutableArray<string> changed;
        lock (_lock)
        {
            changed = Apply(callEvent);
        }
        foreach (var user in changed)
        {
            Changed?.Invoke(user);
        }
    }

    /// <summary>Guarded by <see cref="_lock"/>. Gives the users whose calls changed.</summary>
    private ImmutableArray<string> Apply(CallEvent callEvent)
    {
        if (callEvent is CallStarted started)
        {
            _calls[started.Call] = new LampCall(started.Call, started.Caller, started.Called);
            return [];
        }
        if (!_calls.TryGetValue(callEvent.Call, out var call))
        {
            return [];
        }
        var users = call.Users;
        if (callEvent is CallEnded)
        {
            _calls.Remove(callEvent.Call);
            call.Clear();
        }
        else if (!call.Apply(callEvent))
        {
            return [];
        }
        if (users.IsEmpty && call.Users.IsEmpty)
        {
            // A call between lines: it has no lamp, and most events of a busy system are of such calls.
            return [];
        }
        return [.. users.Union(call.Users, StringComparer.Ordinal).Where(user => Replace(user, call))];
    }

    private bool Replace(string user, LampCall call)
    {
        var before = _users.GetValueOrDefault(user, []);
        var index = before.IsEmpty ? -1 : before.ToList().FindIndex(d => d.Call == call.Id);
        var now = call.DialogOf(user);
        var after =
            now is null ? (index < 0 ? before : before.RemoveAt(index))
            : index < 0 ? before.Add(now)
            : before[index] == now ? before
            : before.SetItem(index, now);
        if (after.Equals(before))
        {
            return false;
        }
        if (after.IsEmpty)
        {
            _users.Remove(user);
        }
        else
        {
            _users[user] = after;
        }
        return true;
    }
}
