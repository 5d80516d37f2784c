namespace Ponte.Simulator.Media;

/// <summary>The thread that all end-points of a simulated side run on: every 5 ms each receives and sends what is due.</summary>
internal sealed class MediaClock : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly TimeProvider _time;
    private readonly AutoResetEvent _signal = new(false);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<MediaEndpoint> _endpoints = [];
    private volatile bool _stopping;

    public MediaClock(TimeProvider time)
    {
        _time = time;
        new Thread(Main)
        {
            IsBackground = true,
            Name = "simulated-media",
            Priority = ThreadPriority.AboveNormal,
        }.Start();
    }

    /// <summary>Nanoseconds on the clock of all end-points.</summary>
    public long Now => _time.GetElapsedTime(0).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Wall-clock time, for RTCP.</summary>
    public DateTimeOffset UtcNow => _time.GetUtcNow();

    public void Add(MediaEndpoint endpoint)
    {
        lock (_lock)
        {
            _endpoints.Add(endpoint);
        }
        _signal.Set();
    }

    public void Remove(MediaEndpoint endpoint)
    {
        lock (_lock)
        {
            _endpoints.Remove(endpoint);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _signal.Set();
        await _stopped.Task;
        _signal.Dispose();
    }

    private void Main()
    {
        var running = new List<MediaEndpoint>();
        while (!_stopping)
        {
            running.Clear();
            lock (_lock)
            {
                running.AddRange(_endpoints);
            }
            var now = Now;
            foreach (var endpoint in running)
            {
                endpoint.Run(now);
            }
            if (running.Count == 0)
            {
                _signal.WaitOne();
            }
            else
            {
                _signal.WaitOne(Tick);
            }
        }
        _stopped.SetResult();
    }
}
