using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Metrics;

namespace Ponte.Server.Storage;

/// <summary>
/// Writes events to the database in batches, and keeps the rows of calls and legs up to date with them in the same transaction.
/// <para>
/// Loops hand events over without waiting. The queue holds <see cref="EventWriterOptions.Capacity"/> events, minutes of a busy system with a
/// stuck disk. From three quarters on only the events that begin and end calls and legs are taken; when it is full, none are. What is dropped
/// is counted (<c>ponte.events.dropped</c>) and told.
/// </para>
/// <para>
/// A batch that cannot be written stays and is tried again, so that a lock or a full disk costs time, not events. An event that can never be
/// written is left out alone, counted and told; nothing ends the writer but <see cref="DisposeAsync"/>.
/// </para>
/// </summary>
internal sealed class EventWriter : IAsyncDisposable
{
    private readonly PonteDatabase _database;
    private readonly EventWriterOptions _options;
    private readonly TimeProvider _time;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly Channel<object> _queue;
    private readonly OpenCalls _calls;
    private readonly int _run;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _heartbeat;
    private readonly Task _writing;
    private HistoryBatch? _batch;
    private long _dropped;
    private volatile string? _failure;

    /// <summary>Starts the writer.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="history">What the start found: the run, and the calls that go on.</param>
    /// <param name="options">Sizes and delays.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">Counters.</param>
    /// <param name="log">The log.</param>
    public EventWriter(
        PonteDatabase database,
        HistoryStart history,
        EventWriterOptions options,
        TimeProvider time,
        ServerMetrics metrics,
        ILogger log
    )
    {
        (_database, _options, _time, _metrics, _log) = (database, options, time, metrics, log);
        (_run, _calls) = (history.Run, history.Calls);
        _queue = Channel.CreateBounded<object>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
        _heartbeat = time.CreateTimer(_ => _queue.Writer.TryWrite(Heartbeat.Instance), null, options.Heartbeat, options.Heartbeat);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Why events cannot be written at the moment; null when they can.</summary>
    public string? Failure => _failure;

    /// <summary>How many events were dropped.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes an event over. Never waits and never throws.</summary>
    public void Publish(CallEvent callEvent)
    {
        var isCrowded = _queue.Reader.Count > _options.Capacity / 4 * 3;
        if ((isCrowded && !IsFrame(callEvent)) || !_queue.Writer.TryWrite(callEvent))
        {
            var dropped = Interlocked.Increment(ref _dropped);
            _metrics.EventsDropped.Add(1);
            if (long.IsPow2(dropped))
            {
                _log.EventsDropped(dropped);
            }
        }
    }

    /// <summary>Completes when everything that was published before is in the database.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(marker, cancellationToken).ConfigureAwait(false);
        await marker.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what is left, marks the run as stopped in good order, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync().ConfigureAwait(false);
        _queue.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _batch?.Dispose();
        _stop.Dispose();
    }

    private static bool IsFrame(CallEvent callEvent) => callEvent is CallStarted or LegStarted or LegEnded or CallEnded or CallTakenOver;

    private async Task WriteAllAsync()
    {
        var pending = new PendingBatch();
        var delay = _options.Delay;
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            try
            {
                delay = await WriteNextAsync(pending, delay).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The edge of the writer: a defect costs one batch, not all history from now on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _log.EventWriterFailed(pending.Events.Count, e);
                CountDropped(pending.Events.Count);
                pending.Release();
            }
        }
    }

    /// <summary>Writes what is there, and what comes within a delay.</summary>
    /// <returns>How long the first event of the next batch waits for others.</returns>
    private async Task<TimeSpan> WriteNextAsync(PendingBatch pending, TimeSpan delay)
    {
        Drain(pending);
        if (!pending.IsUrgent && pending.Events.Count < _options.BatchSize && delay > TimeSpan.Zero && !_stop.IsCancellationRequested)
        {
            await DelayAsync(delay).ConfigureAwait(false);
            Drain(pending);
        }
        var next = pending.Events.Count >= _options.LargeBatch ? _options.DelayUnderLoad : _options.Delay;
        await WriteUntilDoneAsync(pending).ConfigureAwait(false);
        return next;
    }

    private void Drain(PendingBatch pending)
    {
        while (pending.Events.Count < _options.BatchSize && _queue.Reader.TryRead(out var item))
        {
            switch (item)
            {
                case CallEvent callEvent:
                    if (_calls.Apply(callEvent, out var numbered) is { } view)
                    {
                        pending.Events.Add(numbered);
                        pending.Changed[view.Id] = view;
                    }
                    break;
                case TaskCompletionSource marker:
                    pending.Markers.Add(marker);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task WriteUntilDoneAsync(PendingBatch pending)
    {
        while (!TryWrite(pending))
        {
            if (_stop.IsCancellationRequested)
            {
                // The last try on the way out failed: there is no later one.
                break;
            }
            await DelayAsync(_options.RetryDelay).ConfigureAwait(false);
        }
        pending.Release();
    }

    private bool TryWrite(PendingBatch pending)
    {
        try
        {
            if (!TryWrite(pending.Events, pending.Changed.Values, out _))
            {
                WriteSingly(pending);
            }
            if (_failure is not null)
            {
                _failure = null;
                _log.EventsWrittenAgain(_database.FilePath);
            }
            return true;
        }
        catch (SqliteException e)
        {
            if (_failure is null)
            {
                _log.EventsNotWritten(_database.FilePath, e.Message);
            }
            _failure = StorageException.Of(e, _database.FilePath).Message;
            return false;
        }
    }

    /// <summary>One of the batch can never be written: all the others are.</summary>
    private void WriteSingly(PendingBatch pending)
    {
        foreach (var numbered in pending.Events)
        {
            if (!TryWrite([numbered], [pending.Changed[numbered.Event.Call]], out var fault))
            {
                _log.EventLeftOut(numbered.Event.GetType().Name, numbered.Event.Call.Value, fault);
                CountDropped(1);
            }
        }
    }

    /// <summary>Writes in one transaction. What is wrong with the database is thrown.</summary>
    /// <returns>False, and why, where the fault is in what was to be written.</returns>
    private bool TryWrite(List<NumberedEvent> events, IEnumerable<CallView> changed, [NotNullWhen(false)] out Exception? fault)
    {
        fault = null;
        var isDone = false;
        try
        {
            _batch ??= new HistoryBatch(_database.Connect());
            using var transaction = _batch.Begin();
            foreach (var numbered in events)
            {
                _batch.Write(numbered);
            }
            foreach (var call in changed)
            {
                _batch.Write(call);
            }
            _batch.Touch(_run, _time.GetUtcNow());
            transaction.Commit();
            _metrics.EventsWritten.Add(events.Count);
            return isDone = true;
        }
#pragma warning disable CA1031 // Whatever it is, it is in these events; the caller finds out in which.
        catch (Exception e) when (e is not SqliteException sqlite || StorageException.IsOfData(sqlite))
#pragma warning restore CA1031
        {
            fault = e;
            return false;
        }
        finally
        {
            if (!isDone)
            {
                _batch?.Dispose();
                _batch = null;
            }
        }
    }

    private void CountDropped(int count)
    {
        Interlocked.Add(ref _dropped, count);
        _metrics.EventsDropped.Add(count);
    }

    private async Task DelayAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops: what is left is written at once.
        }
    }

    /// <summary>Marks the run as alive when nothing else is written.</summary>
    private sealed class Heartbeat
    {
        public static readonly Heartbeat Instance = new();
    }

    /// <summary>What the next transaction writes.</summary>
    private sealed class PendingBatch
    {
        public List<NumberedEvent> Events { get; } = [];

        public Dictionary<CallId, CallView> Changed { get; } = [];

        public List<TaskCompletionSource> Markers { get; } = [];

        public bool IsUrgent => Markers.Count > 0;

        /// <summary>Lets those go who wait for it, and is empty.</summary>
        public void Release()
        {
            Markers.ForEach(m => m.TrySetResult());
            Events.Clear();
            Changed.Clear();
            Markers.Clear();
        }
    }
}
