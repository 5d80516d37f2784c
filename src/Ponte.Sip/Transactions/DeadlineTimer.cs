using Ponte.Sip.Loop;

namespace Ponte.Sip.Transactions;

/// <summary>
/// Calls back at a deadline that moves often. A later deadline leaves the timer that runs in place: it fires early, its owner finds
/// nothing due and sets the deadline again. So most changes cost nothing.
/// </summary>
internal sealed class DeadlineTimer(EventLoop loop, Action callback)
{
    private LoopTimer? _armed;

    /// <summary>Asks to be called back at the deadline at the latest; <see cref="Instant.Never"/> to be left alone.</summary>
    public void Set(Instant deadline)
    {
        if (deadline == Instant.Never)
        {
            _armed?.Cancel();
            _armed = null;
            return;
        }
        if (_armed is { IsPending: true } armed)
        {
            if (armed.Due <= deadline)
            {
                return;
            }
            armed.Cancel();
        }
        _armed = loop.Schedule(deadline - loop.Now, callback);
    }
}
