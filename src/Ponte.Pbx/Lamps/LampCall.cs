using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Calls.Model;

namespace Ponte.Pbx.Lamps;

/// <summary>A call as its events tell it, as far as lamps need it.</summary>
internal sealed class LampCall(CallId id, Party caller, Party called)
{
    private readonly List<Entry> _legs = [];

    public CallId Id => id;

    /// <summary>The users that take part in it, or are being called.</summary>
    public ImmutableArray<string> Users { get; private set; } = [];

    /// <summary>Takes an event. False: it changes no lamp.</summary>
    public bool Apply(CallEvent callEvent)
    {
        switch (callEvent)
        {
            case LegStarted e:
                _legs.Add(new Entry(e.Leg, e.User, e.IsIncoming || e.IsFirst, LampState.Trying));
                CountUsers();
                return true;
            case LegRinging e:
                Set(e.Leg, LampState.Ringing);
                // Who calls sees the other side ring.
                SetCallers(LampState.Ringing);
                return true;
            case LegEarlyMedia:
                SetCallers(LampState.Ringing);
                return true;
            case LegAnswered e:
                Set(e.Leg, LampState.Talking);
                return true;
            case LegsBridged e:
                Set(e.First, LampState.Talking);
                Set(e.Second, LampState.Talking);
                return true;
            case LegHeld e:
                Set(e.Leg, e.IsHeld ? LampState.Held : LampState.Talking);
                return true;
            case LegEnded e:
                return Remove(e.Leg);
            default:
                return false;
        }
    }

    public void Clear()
    {
        _legs.Clear();
        CountUsers();
    }

    /// <summary>What the user's lamp shows of it; null: nothing.</summary>
    public LampDialog? DialogOf(string user)
    {
        var own = _legs.FindAll(l => string.Equals(l.User, user, StringComparison.Ordinal));
        if (own.Count == 0)
        {
            return null;
        }
        var isCaller = own.Exists(l => l.IsCaller);
        return new LampDialog(id, isCaller, own.Max(l => l.State), isCaller ? called : caller);
    }

    private bool Remove(LegId leg)
    {
        var index = IndexOf(leg);
        if (index < 0)
        {
            return false;
        }
        _legs.RemoveAt(index);
        CountUsers();
        return true;
    }

    private void Set(LegId leg, LampState state)
    {
        var index = IndexOf(leg);
        if (index >= 0)
        {
            _legs[index] = _legs[index] with { State = state };
        }
    }

    private int IndexOf(LegId leg)
    {
        for (var i = 0; i < _legs.Count; i++)
        {
            if (_legs[i].Leg == leg)
            {
                return i;
            }
        }
        return -1;
    }

    private void CountUsers()
    {
        var users = ImmutableArray<string>.Empty;
        foreach (var leg in _legs)
        {
            if (leg.User is { } user && !users.Contains(user, StringComparer.Ordinal))
            {
                users = users.Add(user);
            }
        }
        Users = users;
    }

    private void SetCallers(LampState state)
    {
        for (var i = 0; i < _legs.Count; i++)
        {
            if (_legs[i] is { IsCaller: true, State: LampState.Trying })
            {
                _legs[i] = _legs[i] with { State = state };
            }
        }
    }

    private sealed record Entry(LegId Leg, string? User, bool IsCaller, LampState State);
}
