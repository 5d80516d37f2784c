using System.Collections.Concurrent;

namespace Ponte.Sip.Loop;

/// <summary>
/// The single writer of the dialogs and calls that live on it. Everything that happens to them enters by <see cref="Post(Action)"/>
/// or by a timer and runs one after the other. It is the <see cref="SynchronizationContext"/> of what runs on it, so that an
/// <c>await</c> in a scenario comes back to the loop.
/// </summary>
/// <remarks>
/// <para>The loop itself is passive: <see cref="Run"/> does what is due and returns. A <see cref="LoopThread"/> drives it in
/// production; tests drive it with the time they choose, and nothing sleeps.</para>
/// <para><see cref="Post(Action)"/> may be called from any thread; all other members only from the driver's thread.</para>
/// </remarks>
public sealed class EventLoop : SynchronizationContext
{
    private readonly ConcurrentQueue<WorkItem> _mailbox = new();
    private readonly TimerWheel _timers;
    private readonly Action<Exception> _onFault;
    private int _waiting;
    private int _resting;

    /// <summary>Creates a loop whose clock stands at <paramref name="now"/>.</summary>
    /// <param name="number">The loop's number on this node; it is part of the tags and branches written here.</param>
    /// <param name="now">The current instant.</param>
    /// <param name="onFault">Told of every exception that leaves a work item or timer: a defect, never an expected end.</param>
    public EventLoop(int number, Instant now, Action<Exception> onFault)
    {
        Number = number;
        Now = now;
        _timers = new TimerWheel(now);
        _onFault = onFault;
    }

    /// <summary>The loop's number on this node.</summary>
    public int Number { get; }

    /// <summary>The instant of the current run.</summary>
    public Instant Now { get; private set; }

    /// <summary>Work items that wait. Read from any thread; used to shed load.</summary>
    public int Backlog => Math.Max(0, Volatile.Read(ref _waiting));

    /// <summary>Called, from any thread, when work arrives after <see cref="TryRest"/> gave true; once for each time it did.</summary>
    internal Action? Wake { get; init; }

    /// <summary>Puts work into the mailbox. From any thread.</summary>
    public void Post(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Enqueue(new WorkItem(static state => ((Action)state!)(), work));
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => Enqueue(new WorkItem(d, state));

    /// <summary>Not supported: waiting for a loop from outside would block the waiter.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Post to the loop and await.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="callback"/> on the loop after <paramref name="delay"/>.</summary>
    public LoopTimer Schedule(TimeSpan delay, Action callback) => _timers.Add(Now + delay, callback);

    /// <summary>Does everything that is due at <paramref name="now"/>: timers first, then the mailbox until it is empty.</summary>
    /// <returns>When to run again at the latest.</returns>
    public Instant Run(Instant now)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            Now = now > Now ? now : Now;
            RunTimers();
            RunMailbox();
            return _timers.NextWake();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Whether nothing waits, so that the driver may sleep until it is called by <see cref="Wake"/>.</summary>
    /// <remarks>
    /// Nobody sleeps over work: the driver says that it rests and then looks at the count; a poster counts and then looks whether it rests. Both
    /// steps are interlocked, so one of the two sees the other.
    /// </remarks>
    internal bool TryRest()
    {
        Interlocked.Exchange(ref _resting, 1);
        if (Volatile.Read(ref _waiting) <= 0)
        {
            return true;
        }
        Interlocked.Exchange(ref _resting, 0);
        return false;
    }

    /// <summary>The driver sleeps no more, whoever woke it.</summary>
    internal void Rise() => Interlocked.Exchange(ref _resting, 0);

    private void Enqueue(WorkItem item)
    {
        _mailbox.Enqueue(item);
        Interlocked.Increment(ref _waiting);
        if (Volatile.Read(ref _resting) == 1 && Interlocked.Exchange(ref _resting, 0) == 1)
        {
            Wake?.Invoke();
        }
    }

#pragma warning disable CA1031 // The loop's edge: a defect in one call must not stop the others. It is reported.
    private void RunTimers()
    {
        // A callback that throws must not keep the rest of its slot from running, so the wheel is advanced again.
        while (true)
        {
            try
            {
                _timers.Advance(Now);
                return;
            }
            catch (Exception e)
            {
                _onFault(e);
            }
        }
    }

    private void RunMailbox()
    {
        while (_mailbox.TryDequeue(out var item))
        {
            Interlocked.Decrement(ref _waiting);
            try
            {
                item.Callback(item.State);
            }
            catch (Exception e)
            {
                _onFault(e);
            }
        }
    }
#pragma warning restore CA1031

    private readonly record struct WorkItem(SendOrPostCallback Callback, object? State);
}
