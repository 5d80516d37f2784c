namespace Ponte.Server.Composition;

/// <summary>
/// Gives the memory of calls back to the system when they are over. The runtime collects where something is allocated: after the last call of the
/// day nothing is, and what the busiest hour took would stay.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Longer than the 32 s for which a transaction on UDP answers repetitions (RFC 3261 17.2.2, Timer J) and keeps its call's messages.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(34);

    private readonly Func<int> _calls;
    private readonly Action _collect;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _lastCallAt;
    private bool _isOwed;

    /// <summary>Begins to look now and then.</summary>
    /// <param name="calls">How many calls there are; asked on a thread of the timer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="collect">Gives back.</param>
    public IdleMemory(Func<int> calls, TimeProvider time, Action collect)
    {
        (_calls, _time, _collect) = (calls, time, collect);
        _timer = time.CreateTimer(_ => OnLook(), null, Look, Look);
    }

    /// <summary>Collects everything and returns free pages. It stops all threads for some tens of milliseconds: only where no call is.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void OnLook()
    {
        if (_calls() > 0)
        {
            (_lastCallAt, _isOwed) = (_time.GetTimestamp(), true);
        }
        else if (_isOwed && _time.GetElapsedTime(_lastCallAt) >= Rest)
        {
            _isOwed = false;
            _collect();
        }
    }
}
