using Ponte.Sip.Loop;

namespace Ponte.TestKit;

/// <summary>A clock that moves only when told to. Timers fire on the thread that moves it, in the order in which they are due.</summary>
/// <remarks>Timers may be made and changed from any thread; one thread at a time moves the clock.</remarks>
public sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private long _ticks = TimeSpan.TicksPerHour;
    private long _order;

    /// <summary>The current instant of the monotonic clock.</summary>
    public Instant Now => new(Volatile.Read(ref _ticks));

    /// <summary>When the next timer is due; <see cref="Instant.Never"/> when none is set.</summary>
    public Instant NextDue
    {
        get
        {
            lock (_lock)
            {
                DropStale();
                return _timers.TryPeek(out _, out var priority) ? new Instant(priority.Due) : Instant.Never;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start.AddTicks(Volatile.Read(ref _ticks) - TimeSpan.TicksPerHour);

    /// <summary>Moves the clock by <paramref name="span"/> and fires what becomes due on the way, each at its instant.</summary>
    public void Advance(TimeSpan span) => AdvanceTo(Now + span);

    /// <summary>Moves the clock to <paramref name="instant"/>, never back.</summary>
    public void AdvanceTo(Instant instant)
    {
        while (TakeDue(instant) is { } due)
        {
            due.Fire();
        }
        if (instant.Ticks > Volatile.Read(ref _ticks))
        {
            Volatile.Write(ref _ticks, instant.Ticks);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? TakeDue(Instant until)
    {
        lock (_lock)
        {
            DropStale();
            if (!_timers.TryPeek(out var timer, out var priority) || priority.Due > until.Ticks)
            {
                return null;
            }
            _timers.Dequeue();
            if (priority.Due > _ticks)
            {
                Volatile.Write(ref _ticks, priority.Due);
            }
            timer.Rearm(priority.Due);
            return timer;
        }
    }

    /// <summary>Under the lock. A timer that was changed leaves its old place in the queue behind.</summary>
    private void DropStale()
    {
        while (_timers.TryPeek(out var timer, out var priority) && timer.Order != priority.Order)
        {
            _timers.Dequeue();
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        /// <summary>Which entry of the queue counts; 0 for none. Guarded by the clock's lock.</summary>
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Order = 0;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Enqueue(time._ticks + dueTime.Ticks);
                }
                return true;
            }
        }

        public void Rearm(long due)
        {
            Order = 0;
            if (_period > TimeSpan.Zero)
            {
                Enqueue(due + _period.Ticks);
            }
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(long due)
        {
            Order = ++time._order;
            time._timers.Enqueue(this, (due, Order));
        }
    }
}
