using Ponte.Server.Metrics;

namespace Ponte.Server.Journal;

/// <summary>
/// Writes the newest state of each call to the journal, behind the loops' back, on a thread of its own: the thread pool may be busy for longer
/// than a server has to live.
/// <para>
/// A loop leaves the state in a table and goes on; the writer takes the table whole and writes it with one system call. Only a call's newest
/// state matters, so the table has one entry for each call that changed since: it is bounded by the number of calls, it cannot be full, and
/// nothing is ever dropped. While the disk fails, what could not be written is kept and tried again (<see cref="Failure"/> says so).
/// </para>
/// <para>Between <see cref="Save"/> and the write lie some ten microseconds on an idle machine; only a process that dies within them loses the change.</para>
/// </summary>
/// <typeparam name="T">The state, immutable.</typeparam>
internal sealed class JournalWriter<T> : IAsyncDisposable
    where T : class
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly JournalFile _file;
    private readonly Func<T, byte[]> _serialize;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _signal = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly TaskCompletionSource _ended = NewSource();

    /// <summary>The newest states since the last write, null for a call that is over. Guarded by <see cref="_lock"/>.</summary>
    private Dictionary<string, T?> _changed = new(StringComparer.Ordinal);

    /// <summary>Who waits for the next write. Guarded by <see cref="_lock"/>.</summary>
    private TaskCompletionSource _written = NewSource();

    private volatile string? _failure;

    /// <summary>Starts the writer, which owns the file.</summary>
    /// <param name="file">The journal.</param>
    /// <param name="serialize">Makes bytes of a state; called on the writer's thread.</param>
    /// <param name="metrics">Counters.</param>
    /// <param name="log">The log.</param>
    public JournalWriter(JournalFile file, Func<T, byte[]> serialize, ServerMetrics metrics, ILogger log)
    {
        (_file, _serialize, _metrics, _log) = (file, serialize, metrics, log);
        new Thread(WriteAll) { IsBackground = true, Name = "journal" }.Start();
    }

    /// <summary>Why states cannot be written at the moment; null when they can.</summary>
    public string? Failure => _failure;

    /// <summary>Keeps a call's newest state. Never waits and never throws.</summary>
    public void Save(string key, T state) => Put(key, state);

    /// <summary>Forgets a call. Never waits and never throws.</summary>
    public void Remove(string key) => Put(key, null);

    /// <summary>Completes when everything that was saved before is written.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            _signal.Set();
            return _written.Task;
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Set();
        await _ended.Task.ConfigureAwait(false);
        _file.Dispose();
        _signal.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Put(string key, T? state)
    {
        lock (_lock)
        {
            _changed[key] = state;
        }
        _signal.Set();
    }

    private void WriteAll()
    {
        WaitHandle[] either = [_signal, _stop];
        var isStopping = false;
        while (!isStopping)
        {
            isStopping = WaitHandle.WaitAny(either) == 1;
            var (changed, written) = Take();
            foreach (var (key, state) in changed)
            {
                Pack(key, state);
            }
            if (changed.Count > 0)
            {
                CommitUntilDone(changed.Count);
            }
            written.TrySetResult();
        }
        _ended.SetResult();
    }

    private void Pack(string key, T? state)
    {
#pragma warning disable CA1031 // The edge of the writer: one state that cannot be written must not cost all others theirs.
        try
        {
            _file.Put(key, state is null ? [] : _serialize(state), isRemoval: state is null);
        }
        catch (Exception e)
        {
            _metrics.JournalDropped.Add(1);
            _log.StateNotPacked(e, key);
        }
#pragma warning restore CA1031
    }

    private (Dictionary<string, T?> Changed, TaskCompletionSource Written) Take()
    {
        lock (_lock)
        {
            var result = (_changed, _written);
            _changed = new Dictionary<string, T?>(StringComparer.Ordinal);
            _written = NewSource();
            return result;
        }
    }

    private void CommitUntilDone(int count)
    {
        while (!TryCommit(count))
        {
            if (_stop.WaitOne(RetryDelay))
            {
                _metrics.JournalDropped.Add(count);
                return;
            }
        }
    }

    private bool TryCommit(int count)
    {
        try
        {
            _file.Commit();
            _metrics.JournalWritten.Add(count);
            _failure = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (_failure is null)
            {
                _log.JournalNotWritten(e.Message);
            }
            _failure = e.Message;
            return false;
        }
    }
}
