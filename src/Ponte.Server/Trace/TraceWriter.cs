using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Ponte.Server.Metrics;
using Ponte.Sip.Transports;

namespace Ponte.Server.Trace;

/// <summary>
/// Takes every SIP message from the transports, masks its secrets, and appends it to the trace.
/// <para>
/// Nobody waits for it: the queue is bounded in messages and bytes, and what finds it full, or a failing disk, is dropped and counted
/// (<c>ponte.trace.dropped</c>). A trace with a hole is better than a call that waits. A defect costs one batch; the writer goes on.
/// </para>
/// </summary>
internal sealed class TraceWriter : ISipTrace, IAsyncDisposable
{
    private const int MaxMessages = 32_768;
    private const long MaxBytes = 64 * 1024 * 1024;
    private const int BatchBytes = 1024 * 1024;

    private readonly TraceFiles _files;
    private readonly bool _keepOptions;
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly Channel<object> _queue = Channel.CreateBounded<object>(new BoundedChannelOptions(MaxMessages) { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _buffer = new(BatchBytes);
    private byte[] _copy = new byte[4096];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private long _queuedBytes;
    private volatile string? _failure;

    /// <summary>Starts the writer, which owns the files.</summary>
    /// <param name="files">Where to.</param>
    /// <param name="keepOptions">Whether OPTIONS and their answers are kept.</param>
    /// <param name="delay">How long the first message of a batch waits for others.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">Counters.</param>
    /// <param name="log">The log.</param>
    public TraceWriter(TraceFiles files, bool keepOptions, TimeSpan delay, TimeProvider time, ServerMetrics metrics, ILogger log)
    {
        (_files, _keepOptions, _delay, _time, _metrics, _log) = (files, keepOptions, delay, time, metrics, log);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Why messages cannot be written at the moment; null when they can.</summary>
    public string? Failure => _failure;

    /// <inheritdoc/>
    public void Trace(bool sent, SipFlow flow, ReadOnlyMemory<byte> message, DateTimeOffset at)
    {
        if (!_keepOptions && message.Span.StartsWith("OPTIONS "u8))
        {
            return;
        }
        var queued = Interlocked.Add(ref _queuedBytes, message.Length);
        if (queued > MaxBytes || !_queue.Writer.TryWrite(new Passed(sent, flow, message, at)))
        {
            Interlocked.Add(ref _queuedBytes, -message.Length);
            _metrics.TraceDropped.Add(1);
        }
    }

    /// <summary>Completes when everything that passed before can be found.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(marker, cancellationToken).ConfigureAwait(false);
        await marker.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what is left and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _files.Dispose();
        _stop.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var markers = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await GatherAsync().ConfigureAwait(false);
            WriteBatch(markers);
            markers.ForEach(m => m.TrySetResult());
            markers.Clear();
        }
    }

    private void WriteBatch(List<TaskCompletionSource> markers)
    {
        var firstAt = _time.GetUtcNow();
        var count = 0;
        try
        {
            while (_buffer.WrittenCount < BatchBytes && _queue.Reader.TryRead(out var item))
            {
                if (item is TaskCompletionSource marker)
                {
                    markers.Add(marker);
                }
                else if (item is Passed passed && Pack(passed) is { } at)
                {
                    firstAt = count == 0 ? at : firstAt;
                    count++;
                }
            }
            Write(firstAt, count);
        }
#pragma warning disable CA1031 // The edge of the writer: a defect costs one batch, not the trace from now on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _log.TraceFailed(count, e);
            _failure = e.Message;
            _metrics.TraceDropped.Add(count);
            _buffer.ResetWrittenCount();
        }
    }

    /// <summary>Waits a moment, so that one write serves many messages; not where somebody waits for the result.</summary>
    private async Task GatherAsync()
    {
        if (
            _delay <= TimeSpan.Zero
            || _stop.IsCancellationRequested
            || (_queue.Reader.TryPeek(out var item) && item is TaskCompletionSource)
        )
        {
            return;
        }
        try
        {
            await Task.Delay(_delay, _time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops: what is left is written at once.
        }
    }

    private DateTimeOffset? Pack(Passed passed)
    {
        Interlocked.Add(ref _queuedBytes, -passed.Message.Length);
        if (_copy.Length < passed.Message.Length)
        {
            _copy = new byte[passed.Message.Length];
        }
        var copy = _copy.AsMemory(0, passed.Message.Length);
        passed.Message.CopyTo(copy);
        var scan = SecretMask.Apply(copy.Span);
        if (!_keepOptions && copy.Span[scan.Method].SequenceEqual("OPTIONS"u8))
        {
            return null;
        }
        var callId = Encoding.UTF8.GetString(copy.Span[scan.CallId]);
        var (flow, at) = (passed.Flow, passed.At);
        TraceRecord.Write(_buffer, new TracedMessage(at, passed.IsSent, flow.Protocol, flow.Local, flow.Remote, callId, copy));
        return at;
    }

    private void Write(DateTimeOffset firstAt, int count)
    {
        if (count == 0)
        {
            return;
        }
        try
        {
            _files.Append(_buffer.WrittenSpan, firstAt);
            _metrics.TraceWritten.Add(count);
            _failure = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _metrics.TraceDropped.Add(count);
            if (_failure is null)
            {
                _log.TraceNotWritten(e.Message);
            }
            _failure = e.Message;
        }
        _buffer.ResetWrittenCount();
    }

    private sealed record Passed(bool IsSent, SipFlow Flow, ReadOnlyMemory<byte> Message, DateTimeOffset At);
}
