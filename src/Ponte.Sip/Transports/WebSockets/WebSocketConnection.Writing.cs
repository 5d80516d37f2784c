using System.Net.WebSockets;
using System.Text.Unicode;

namespace Ponte.Sip.Transports.WebSockets;

/// <content>The sending half: an ordered, bounded queue that one work item at a time empties, a frame for each message.</content>
internal sealed partial class WebSocketConnection
{
    private readonly Lock _writeLock = new();

    /// <summary>Guarded by <see cref="_writeLock"/>, as all below.</summary>
    private readonly Queue<ReadOnlyMemory<byte>> _queue = new();
    private int _queuedBytes;
    private bool _isWriting;
    private bool _saidGoodbye;
    private TaskCompletionSource? _writerRests;

    /// <inheritdoc/>
    public string? Write(SipFlow flow, ReadOnlyMemory<byte> message) => Enqueue(message);

    /// <inheritdoc/>
    public void Close(CloseCause cause, string reason)
    {
        lock (_writeLock)
        {
            if (MarkClosed(cause, reason))
            {
                WakeWriter();
            }
        }
    }

    /// <inheritdoc/>
    public void Abort(CloseCause cause, string reason)
    {
        lock (_writeLock)
        {
            MarkClosed(cause, reason);
            _saidGoodbye = true;
            _queue.Clear();
        }
        EndAtOnce();
    }

    private void EndAtOnce()
    {
        _aborted.Cancel();
        _socket.Abort();
    }

    private string? Enqueue(ReadOnlyMemory<byte> bytes)
    {
        lock (_writeLock)
        {
            if (!Flow.IsOpen)
            {
                return "closed";
            }
            if (_queuedBytes + bytes.Length <= _hub.Options.Connections.MaxQueuedBytes)
            {
                _queue.Enqueue(bytes);
                _queuedBytes += bytes.Length;
                WakeWriter();
                return null;
            }
        }
        Abort(CloseCause.SlowReader, "the peer does not read what we send");
        return "queue_full";
    }

    /// <summary>Under the lock, so that nothing is queued on a closed flow and the cause is there when the end is.</summary>
    private bool MarkClosed(CloseCause cause, string reason)
    {
        if (!Flow.MarkClosed(reason))
        {
            return false;
        }
        _cause = cause;
        Volatile.Write(ref _closedAt, _hub.Time.GetTimestamp());
        return true;
    }

    /// <summary>Under the lock. On the pool, so that a loop neither encrypts nor waits.</summary>
    private void WakeWriter()
    {
        if (!_isWriting)
        {
            _isWriting = true;
            ThreadPool.UnsafeQueueUserWorkItem(c => c._hub.Tasks.Run(c.WriteAllAsync), this, preferLocal: false);
        }
    }

#pragma warning disable CA1031 // The edge of one connection: a defect ends it and is reported; others go on.
    private async Task WriteAllAsync()
    {
        try
        {
            while (TakeNext(out var message, out var isGoodbye))
            {
                Volatile.Write(ref _writeStartedAt, _hub.Time.GetTimestamp());
                await (isGoodbye ? SayGoodbyeAsync() : SendAsync(message)).ConfigureAwait(false);
                Volatile.Write(ref _writeStartedAt, 0);
            }
        }
        catch (Exception e)
            when (e
                    is WebSocketException
                        or IOException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or OperationCanceledException
            )
        {
            Abort(CloseCause.PeerReset, "the connection broke");
            RestAfterAbort();
        }
        catch (Exception e)
        {
            Abort(CloseCause.Fault, "a defect of ours while writing");
            RestAfterAbort();
            _hub.Options.OnFault(e);
        }
    }
#pragma warning restore CA1031

    private bool TakeNext(out ReadOnlyMemory<byte> message, out bool isGoodbye)
    {
        lock (_writeLock)
        {
            isGoodbye = false;
            if (_queue.TryDequeue(out message))
            {
                _queuedBytes -= message.Length;
                return true;
            }
            if (!Flow.IsOpen && !_saidGoodbye)
            {
                _saidGoodbye = isGoodbye = true;
                return true;
            }
            Rest();
            return false;
        }
    }

    /// <summary>As text wherever it is text: a browser ends a connection whose text is no UTF-8 (RFC 6455 section 8.1).</summary>
    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        var type = Utf8.IsValid(message.Span) ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        await _socket.SendAsync(message, type, endOfMessage: true, _aborted.Token).ConfigureAwait(false);
    }

    private async Task SayGoodbyeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(StatusOf(_cause), null, _aborted.Token).ConfigureAwait(false);
        }
    }

    private static WebSocketCloseStatus StatusOf(CloseCause cause) =>
        cause switch
        {
            CloseCause.Malformed => WebSocketCloseStatus.ProtocolError,
            CloseCause.Stopped => WebSocketCloseStatus.EndpointUnavailable,
            CloseCause.NoMessage => WebSocketCloseStatus.PolicyViolation,
            _ => WebSocketCloseStatus.NormalClosure,
        };

    /// <summary>Under the lock. The writer has nothing to do.</summary>
    private void Rest()
    {
        _isWriting = false;
        _writerRests?.TrySetResult();
    }

    private void RestAfterAbort()
    {
        lock (_writeLock)
        {
            Rest();
        }
    }

    private Task WhenWriterRestsAsync()
    {
        lock (_writeLock)
        {
            if (!_isWriting)
            {
                return Task.CompletedTask;
            }
            _writerRests ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _writerRests.Task;
        }
    }
}
