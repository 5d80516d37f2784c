using System.Buffers;
using Ponte.Server.Metrics;

namespace Ponte.Server.Journal;

/// <summary>
/// Writes the newest state of each call to the journal, on the loop that saves it: when <see cref="Save"/> returns, the operating system has the
/// state, and the death of the process loses nothing that was told to anybody after it.
/// <para>
/// A write of some kilobytes into the system's cache takes microseconds, less than to wake a thread for it. The disk is not waited for.
/// </para>
/// <para>
/// While the disk fails (it is full), the newest state of each call that changed is kept and tried again; so what waits is bounded by the number
/// of calls, and nothing is dropped. <see cref="Failure"/> says so.
/// </para>
/// </summary>
/// <typeparam name="T">The state, immutable.</typeparam>
internal sealed class JournalWriter<T> : IAsyncDisposable
    where T : class
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly JournalFile _file;
    private readonly Action<T, IBufferWriter<byte>> _serialize;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly ITimer _retry;

    /// <summary>Room for one state on each loop: it is packed before the lock, for which another loop may wait.</summary>
    private readonly ThreadLocal<ArrayBufferWriter<byte>> _room = new(() => new ArrayBufferWriter<byte>(16 * 1024));

    /// <summary>The newest states that could not be written, null for a call that is over. Guarded by <see cref="_lock"/>.</summary>
    private readonly Dictionary<string, T?> _kept = new(StringComparer.Ordinal);

    private volatile string? _failure;

    /// <summary>Owns the file from now on.</summary>
    /// <param name="file">The journal.</param>
    /// <param name="serialize">Makes bytes of a state.</param>
    /// <param name="time">The clock of the next try after a failure.</param>
    /// <param name="metrics">Counters.</param>
    /// <param name="log">The log.</param>
    public JournalWriter(JournalFile file, Action<T, IBufferWriter<byte>> serialize, TimeProvider time, ServerMetrics metrics, ILogger log)
    {
        (_file, _serialize, _metrics, _log) = (file, serialize, metrics, log);
        _retry = time.CreateTimer(_ => Retry(), null, RetryDelay, RetryDelay);
    }

    /// <summary>Why states cannot be written at the moment; null when they can.</summary>
    public string? Failure => _failure;

    /// <summary>Keeps a call's newest state. Never throws.</summary>
    public void Save(string key, T state) => Put(key, state);

    /// <summary>Forgets a call. Never throws.</summary>
    public void Remove(string key) => Put(key, null);

    /// <summary>Tries once more to write what is left, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _retry.DisposeAsync().ConfigureAwait(false);
        Retry();
        lock (_lock)
        {
            _metrics.JournalDropped.Add(_kept.Count);
            _kept.Clear();
            _file.Dispose();
        }
        _room.Dispose();
    }

    private void Put(string key, T? state)
    {
        if (!TryPack(key, state, out var packed))
        {
            return;
        }
        lock (_lock)
        {
            _kept[key] = state;
            if (_failure is null)
            {
                // Nothing else is kept then.
                _file.Put(key, packed, isRemoval: state is null);
                Commit();
            }
        }
    }

    private void Retry()
    {
        if (_failure is null)
        {
            return;
        }
        lock (_lock)
        {
            foreach (var (key, state) in _kept)
            {
                if (TryPack(key, state, out var packed))
                {
                    _file.Put(key, packed, isRemoval: state is null);
                }
            }
            Commit();
        }
    }

    /// <summary>Under <see cref="_lock"/>.</summary>
    private void Commit()
    {
        try
        {
            _file.Commit();
            _metrics.JournalWritten.Add(_kept.Count);
            _kept.Clear();
            _failure = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (_failure is null)
            {
                _log.JournalNotWritten(e.Message);
            }
            _failure = e.Message;
        }
    }

    /// <summary>Makes bytes of a state, valid until this thread packs the next one.</summary>
    private bool TryPack(string key, T? state, out ReadOnlySpan<byte> packed)
    {
        var room = _room.Value!;
        room.ResetWrittenCount();
#pragma warning disable CA1031 // The edge of the writer: one state that cannot be written must not cost the others theirs, nor the loop its call.
        try
        {
            if (state is not null)
            {
                _serialize(state, room);
            }
            packed = room.WrittenSpan;
            return true;
        }
        catch (Exception e)
        {
            _metrics.JournalDropped.Add(1);
            _log.StateNotPacked(e, key);
            packed = default;
            return false;
        }
#pragma warning restore CA1031
    }
}
