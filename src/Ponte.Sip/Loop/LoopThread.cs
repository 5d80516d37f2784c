namespace Ponte.Sip.Loop;

/// <summary>Drives one <see cref="EventLoop"/> on a thread of its own, with the clock of a <see cref="TimeProvider"/>.</summary>
public sealed class LoopThread : IAsyncDisposable
{
    private readonly TimeProvider _time;

    /// <summary>What the thread sleeps on: a monitor costs less than a wait handle, which on Linux takes a lock that the whole process shares.</summary>
    private readonly object _bed = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isCalled;
    private volatile bool _stopping;

    /// <summary>Creates and starts the loop.</summary>
    public LoopThread(int number, TimeProvider time, Action<Exception> onFault)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        Loop = new EventLoop(number, Clock(), onFault) { Wake = Wake };
        new Thread(Main) { IsBackground = true, Name = $"loop-{number}" }.Start();
    }

    /// <summary>The loop that this thread drives.</summary>
    public EventLoop Loop { get; }

    /// <summary>Ends the thread after the work that is already in the mailbox. Work that comes later is never done and falls back on nobody.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        Wake();
        await _stopped.Task;
    }

    private void Wake()
    {
        lock (_bed)
        {
            _isCalled = true;
            Monitor.Pulse(_bed);
        }
    }

    private void Sleep(TimeSpan longest)
    {
        lock (_bed)
        {
            if (!_isCalled && !_stopping)
            {
                Monitor.Wait(_bed, longest);
            }
            _isCalled = false;
        }
    }

    private Instant Clock() => new(_time.GetElapsedTime(0).Ticks);

    private void Main()
    {
        while (!_stopping)
        {
            var wake = Loop.Run(Clock());
            if (!Loop.TryRest())
            {
                continue;
            }
            var wait = wake == Instant.Never ? Timeout.InfiniteTimeSpan : wake - Clock();
            if (wait == Timeout.InfiniteTimeSpan || wait > TimeSpan.Zero)
            {
                Sleep(wait);
            }
            Loop.Rise();
        }
        Loop.Run(Clock());
        _stopped.SetResult();
    }
}
