namespace Ponte.Sip.Loop;

/// <summary>Drives one <see cref="EventLoop"/> on a thread of its own, with the clock of a <see cref="TimeProvider"/>.</summary>
public sealed class LoopThread : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly AutoResetEvent _signal = new(false);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Ends the thread after the work that is already in the mailbox.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _signal.Set();
        await _stopped.Task;
        _signal.Dispose();
    }

    private void Wake()
    {
        try
        {
            _signal.Set();
        }
        catch (ObjectDisposedException)
        {
            // Work that arrives when the loop has ended is never done, for instance what a scenario awaited on another thread. It must not
            // fall back on who posted it.
        }
    }

    private Instant Clock() => new(_time.GetElapsedTime(0).Ticks);

    private void Main()
    {
        while (!_stopping)
        {
            var wake = Loop.Run(Clock());
            if (wake == Instant.Never)
            {
                _signal.WaitOne();
                continue;
            }
            var wait = wake - Clock();
            if (wait > TimeSpan.Zero)
            {
                _signal.WaitOne(wait);
            }
        }
        Loop.Run(Clock());
        _stopped.SetResult();
    }
}
