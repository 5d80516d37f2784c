using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>
/// One thread that carries the packets of its streams. It alone touches them: commands enter by <see cref="Post"/> and are answered after they took
/// effect. In each round it waits for packets, as <see cref="WakePolicy"/> says, then handles one of each ready socket, then commands, then what is due.
/// </summary>
internal sealed partial class MediaWorker
{
    private const int MaximumReady = 512;

    /// <summary>Looks at the sockets in one round: as many packets of one socket can pass before anything else is done, so a flood stays in its socket.</summary>
    private const int MaximumLooks = 8;

    /// <summary>Streams are looked after in so many parts, one part each <see cref="HousekeepingStep"/>, so that no round is long.</summary>
    private const int HousekeepingParts = 5;

    private static readonly TimeSpan HousekeepingStep = TimeSpan.FromMilliseconds(20);

    private readonly ISocketSet _sockets;
    private readonly MediaClock _clock;
    private readonly WakePolicy _policy;
    private readonly TimeSpan _longestPause;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<WorkerTask> _mailbox = new();
    private readonly WorkerBuffers _buffers = new();
    private readonly MediaSocket[] _ready = new MediaSocket[MaximumReady];
    private readonly List<MediaStream> _streams = [];
    private readonly List<MediaStream> _paced = [];
    private readonly List<(MediaStream Owner, IPacedTask Task)> _tasks = [];
    private TimeSpan _housekeepingAt;
    private int _housekeepingPart;
    private long _allocatedByCommands;
    private volatile bool _stopping;

    /// <summary>A worker that waits for its first stream.</summary>
    public MediaWorker(int number, ISocketSet sockets, MediaClock clock, TimeSpan longestPause, ILogger logger)
    {
        _sockets = sockets;
        _clock = clock;
        _longestPause = sockets.CanPause ? longestPause : TimeSpan.Zero;
        _policy = new WakePolicy(_longestPause, clock.Now);
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = $"media {number}" };
    }

    /// <summary>What this worker has done; read from any thread.</summary>
    public WorkerCounters Counters { get; } = new();

    /// <summary>The time of the current round.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Begins to work.</summary>
    public void Start() => _thread.Start();

    /// <summary>Has something done on the worker's thread. From any thread.</summary>
    public void Post(WorkerTask task)
    {
        _mailbox.Enqueue(task);
        _sockets.Wake();
    }

    /// <summary>Closes all streams, with their goodbyes, and ends the thread.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        _sockets.Wake();
        return _ended.Task;
    }

    /// <summary>Takes a stream over, with its place in the graph.</summary>
    public void Add(MediaStream stream)
    {
        _streams.Add(stream);
        _sockets.Add(stream.Rtp);
        _sockets.Add(stream.Rtcp);
        Pace(stream);
        stream.Worker = this;
        foreach (var task in stream.Tasks)
        {
            Add(stream, task);
        }
    }

    /// <summary>Does a task from now on, which its stream has already; a task of several streams is done once.</summary>
    public void Add(MediaStream stream, IPacedTask task)
    {
        if (!_tasks.Exists(t => t.Task == task))
        {
            _tasks.Add((stream, task));
        }
    }

    /// <summary>Lets a stream go to another worker, as it is.</summary>
    public void Remove(MediaStream stream)
    {
        _sockets.Remove(stream.Rtp);
        _sockets.Remove(stream.Rtcp);
        _streams.Remove(stream);
        _paced.Remove(stream);
        stream.Worker = null;
        _tasks.RemoveAll(t => stream.Tasks.Contains(t.Task));
        stream.IsPaced = false;
    }

    /// <summary>Ends a stream: a goodbye, then its sockets are closed.</summary>
    public void Close(MediaStream stream)
    {
        stream.SendReport(_buffers.Report, Now, isLast: true);
        stream.Detach();
        Remove(stream);
        stream.Dispose();
    }

    /// <summary>Sees to it that a stream which makes packets is asked for them.</summary>
    public void Pace(MediaStream stream)
    {
        if (stream.Sender.Maker.IsActive && !stream.IsPaced)
        {
            stream.IsPaced = true;
            _paced.Add(stream);
        }
    }

    private void Run()
    {
        while (!_stopping)
        {
            Wait();
            RunMailbox();
            RunPaced();
            RunTasks();
            RunHousekeeping();
        }
        RunMailbox();
        foreach (var stream in _streams.ToArray())
        {
            Guard(stream, static (worker, stream) => worker.Close(stream));
        }
        _sockets.Dispose();
        _ended.SetResult();
    }

    private void Wait()
    {
        var timeout = _mailbox.IsEmpty ? UntilDue() : TimeSpan.Zero;
        var isPausing = _policy.Pause > TimeSpan.Zero && timeout != TimeSpan.Zero;
        if (isPausing)
        {
            _sockets.Pause(timeout > TimeSpan.Zero && timeout < _policy.Pause ? timeout : _policy.Pause);
            timeout = TimeSpan.Zero;
        }
        Counters.Wakes++;
        var total = 0;
        for (var look = 0; look < MaximumLooks; look++)
        {
            var found = _sockets.Wait(_ready, timeout);
            Now = _clock.Now;
            for (var i = 0; i < found; i++)
            {
                HandleDatagram(_ready[i]);
            }
            total += found;
            if (found == 0 || (found < MaximumReady && !isPausing))
            {
                break;
            }

            // Sockets that held several are ready again; the next pause must not come in between.
            timeout = TimeSpan.Zero;
        }
        _policy.Count(total, Now);
    }

    /// <summary>How long nothing is due; negative: nothing ever, without a stream.</summary>
    private TimeSpan UntilDue()
    {
        if (_streams.Count == 0)
        {
            return Timeout.InfiniteTimeSpan;
        }
        var due = _housekeepingAt;
        foreach (var stream in _paced)
        {
            due = stream.Sender.Maker.Due < due ? stream.Sender.Maker.Due : due;
        }
        foreach (var (_, task) in _tasks)
        {
            due = task.Due < due ? task.Due : due;
        }
        var wait = due - _clock.Now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private void HandleDatagram(MediaSocket socket)
    {
        var length = socket.Receive(_buffers.Packet.AsSpan(0, PacketBuffer.MaximumDatagram), out var source);
        if (length < 0)
        {
            return;
        }
        Counters.Datagrams++;
        var stream = (MediaStream)socket.Owner!;
        try
        {
            stream.OnDatagram(socket, _buffers, length, source, Now);
        }
#pragma warning disable CA1031 // The edge of the loop: a defect in one stream must not silence the others.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fault(stream, error);
        }
    }

    private void RunMailbox()
    {
        if (_mailbox.IsEmpty)
        {
            return;
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Counters.AllocatedBytes = before - _allocatedByCommands;

        // What is posted meanwhile waits for the next round, so that commands cannot hold up packets.
        for (var left = _mailbox.Count; left > 0 && _mailbox.TryDequeue(out var task); left--)
        {
            task.Run(this);
        }
        _allocatedByCommands += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void RunPaced()
    {
        for (var i = _paced.Count - 1; i >= 0; i--)
        {
            var stream = _paced[i];
            if (stream.Sender.Maker.Due <= Now)
            {
                Guard(stream, static (worker, stream) => stream.Sender.Maker.Run(worker.Now));
            }
            if (!stream.Sender.Maker.IsActive)
            {
                stream.IsPaced = false;
                _paced[i] = _paced[^1];
                _paced.RemoveAt(_paced.Count - 1);
            }
        }
    }

    private void RunTasks()
    {
        for (var i = _tasks.Count - 1; i >= 0; i--)
        {
            var (owner, task) = _tasks[i];
            if (!task.IsOver && task.Due <= Now)
            {
                RunTask(owner, task);
            }
            if (task.IsOver)
            {
                _tasks[i] = _tasks[^1];
                _tasks.RemoveAt(_tasks.Count - 1);
            }
        }
    }

    private void RunTask(MediaStream owner, IPacedTask task)
    {
        try
        {
            task.Run(Now);
        }
#pragma warning disable CA1031 // The edge of the loop: a defect in one task must not silence the others.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fault(owner, error);
        }
    }

    private void RunHousekeeping()
    {
        if (Now < _housekeepingAt)
        {
            return;
        }
        _housekeepingAt = Now + HousekeepingStep;
        _housekeepingPart = (_housekeepingPart + 1) % HousekeepingParts;
        for (var i = _housekeepingPart; i < _streams.Count; i += HousekeepingParts)
        {
            Guard(_streams[i], static (worker, stream) => worker.Housekeep(stream));
        }
    }

    private void Housekeep(MediaStream stream)
    {
        stream.Housekeep(Now, _policy.IsBusy);
        Pace(stream);
        if (stream.Reports.IsDue(Now))
        {
            stream.SendReport(_buffers.Report, Now, isLast: false);
        }
    }

    private void Guard(MediaStream stream, Action<MediaWorker, MediaStream> work)
    {
        try
        {
            work(this, stream);
        }
#pragma warning disable CA1031 // The edge of the loop: a defect in one stream must not silence the others.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fault(stream, error);
        }
    }

    private void Fault(MediaStream stream, Exception error)
    {
        Counters.Faults++;
        LogFault(error, stream.Id);
    }

    [LoggerMessage(
        EventId = 2010,
        Level = LogLevel.Error,
        Message = "Stream {Stream}: a defect in the media engine; the packet or step is lost."
    )]
    private partial void LogFault(Exception error, Control.Model.StreamId stream);
}
