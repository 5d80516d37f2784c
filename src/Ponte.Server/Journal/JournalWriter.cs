using System.Threading.Channels;
using Ponte.Server.Metrics;

namespace Ponte.Server.Journal;

/// <summary>
/// Writes the newest state of each call to the journal, behind the loops' back.
/// <para>
/// A loop leaves the state in a table and goes on; the writer takes the table whole and writes it with one system call. Only a call's newest
/// state matters, so the table has one entry for each call that changed since: it is bounded by the number of calls, it cannot be full, and
/// nothing is ever dropped. While the disk fails, the table is kept and tried again (<see cref="Failure"/> says so).
/// </para>
/// <para>Between <see cref="Save"/> and the write lie some ten microseconds on an idle machine; only a process that dies within them loses the change.</para>
/// </summary>
/// <typeparam name="T">The state, immutable.</typeparam>
internal sealed class JournalWriter<T> : IAsyncDisposable
    where T : class
{
    private readonly JournalFile _file;
    private readonly Func<T, byte[]> _serialize;
    private readonly TimeProvider _time;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    /// <summary>The newest states since the last write, null for a call that is over. Guarded by <see cref="_lock"/>.</summary>
    private Dictionary<string, T?> _changed = new(StringComparer.Ordinal);

    /// <summary>Who waits for the next write. Guarded by <see cref="_lock"/>.</summary>
    private TaskCompletionSource _written = NewSource();

    private volatile string? _failure;

    /// <summary>Starts the writer, which owns the file.</summary>
    /// <param name="file">The journal.</param>
    /// <param name="serialize">Makes bytes of a state; called on the writer's thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">Counters.</param>
    /// <param name="log">The log.</param>
    public JournalWriter(JournalFile file, Func<T, byte[]> serialize, TimeProvider time, ServerMetrics metrics, ILogger log)
    {
        (_file, _serialize, _time, _metrics, _log) = (file, serialize, time, metrics, log);
        _writing = Task.Run(WriteAllAsync);
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
            _signal.Writer.TryWrite(true);
            return _written.Task;
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _signal.Writer.TryWrite(true);
        _signal.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _file.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Put(string key, T? state)
    {
        lock (_lock)
        {
            _changed[key] = state;
        }
        _signal.Writer.TryWrite(true);
    }

    private async Task WriteAllAsync()
    {
        while (await _signal.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _signal.Reader.TryRead(out _);
            var (changed, written) = Take();
            foreach (var (key, state) in changed)
            {
                _file.Put(key, state is null ? [] : _serialize(state), isRemoval: state is null);
            }
            await CommitUntilDoneAsync(changed.Count).ConfigureAwait(false);
            written.TrySetResult();
        }
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

    private async Task CommitUntilDoneAsync(int count)
    {
        while (!TryCommit(count))
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
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
