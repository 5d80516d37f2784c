using Ponte.Sip.Loop;

namespace Ponte.Pbx.Phones.Guard;

/// <summary>What one address did lately.</summary>
internal sealed class SourceState(Instant now, double burst)
{
    private readonly HashSet<string> _failedUsers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unprovenUsers = new(StringComparer.Ordinal);
    private double _tokens = burst;
    private Instant _filledAt = now;
    private Instant _windowEnd;

    /// <summary>Wrong passwords in the window.</summary>
    public int Failures { get; private set; }

    /// <summary>Users of those.</summary>
    public int FailedUsers => _failedUsers.Count;

    /// <summary>Users that were asked for and not proven.</summary>
    public int UnprovenUsers => _unprovenUsers.Count;

    /// <summary>Takes one request from the bucket. False: there is none left.</summary>
    public bool TryTake(double perSecond, double burst, Instant now)
    {
        _tokens = Math.Min(burst, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }
        _tokens--;
        return true;
    }

    /// <summary>Notes a wrong password.</summary>
    public void Fail(string user, TimeSpan window, Instant now)
    {
        BeginWindow(window, now);
        Failures++;
        _failedUsers.Add(user);
    }

    /// <summary>Notes that a user was asked for without proof.</summary>
    public void Ask(string user, TimeSpan window, Instant now)
    {
        BeginWindow(window, now);
        _unprovenUsers.Add(user);
    }

    /// <summary>A user has proven itself.</summary>
    public void Prove(string user) => _unprovenUsers.Remove(user);

    /// <summary>Forgets what was counted: a ban has begun.</summary>
    public void Clear()
    {
        Failures = 0;
        _failedUsers.Clear();
        _unprovenUsers.Clear();
    }

    private void BeginWindow(TimeSpan window, Instant now)
    {
        if (now >= _windowEnd)
        {
            Clear();
            _windowEnd = now + window;
        }
    }
}
