using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ponte.Sip.Transports.Streams;

/// <content>The sending half: an ordered, bounded queue that one work item at a time empties.</content>
internal sealed partial class StreamConnection
{
    /// <summary>How much is put together into one write: one TLS record holds 16 KiB (RFC 8446 section 5.1).</summary>
    private const int BatchBytes = 16 * 1024;

    private readonly Lock _writeLock = new();

    /// <summary>Guarded by <see cref="_writeLock"/>, as all below.</summary>
    private readonly Queue<ReadOnlyMemory<byte>> _queue = new();
    private int _queuedBytes;
    private bool _isWriting;
    private bool _saidGoodbye;
    private TaskCompletionSource? _writerRests;

    /// <inheritdoc/>
    public string? Write(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        Volatile.Write(ref _lastMessageAt, _hub.Time.GetTimestamp());
        return Enqueue(message);
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
                Volatile.Write(ref _lastQueuedAt, _hub.Time.GetTimestamp());
                WakeWriter();
                return null;
            }
        }
        Abort(CloseCause.SlowReader, "the peer does not read what we send");
        return "queue_full";
    }

    /// <summary>Starts the work item of <see cref="Write"/>.</summary>
    public void Execute() => _hub.Tasks.Run(WriteAllAsync);

    /// <summary>Under the lock. On the pool, so that a loop neither encrypts nor waits, and what it sends meanwhile goes out in one piece.</summary>
    private void WakeWriter()
    {
        if (!_isWriting)
        {
            _isWriting = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

#pragma warning disable CA1031 // The edge of one connection: a defect ends it and is reported; others go on.
    private async Task WriteAllAsync()
    {
        byte[]? rented = null;
        try
        {
            while (TakeBatch(ref rented, out var batch, out var isGoodbye))
            {
                Volatile.Write(ref _writeStartedAt, _hub.Time.GetTimestamp());
                if (isGoodbye)
                {
                    await SayGoodbyeAsync().ConfigureAwait(false);
                }
                else
                {
                    await _stream.WriteAsync(batch).ConfigureAwait(false);
                }
                Volatile.Write(ref _writeStartedAt, 0);
            }
        }
        // CryptographicException: what OpenSSL says where the peer's goodbye crosses ours.
        catch (Exception e)
            when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or CryptographicException)
        {
            Abort(CloseCause.PeerReset, ReadErrors.Explain(e));
            RestAfterAbort();
        }
        catch (Exception e)
        {
            Abort(CloseCause.Fault, "a defect of ours while writing");
            RestAfterAbort();
            _hub.Options.OnFault(e);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
#pragma warning restore CA1031

    /// <summary>The next piece to write: one message as it is, or several copied together.</summary>
    /// <returns>False when there is nothing to do; the writer then rests.</returns>
    private bool TakeBatch(ref byte[]? rented, out ReadOnlyMemory<byte> batch, out bool isGoodbye)
    {
        lock (_writeLock)
        {
            batch = default;
            isGoodbye = false;
            if (_queue.Count > 0)
            {
                batch = _queue.Dequeue();
                if (_queue.Count > 0 && batch.Length + _queue.Peek().Length <= BatchBytes)
                {
                    rented ??= ArrayPool<byte>.Shared.Rent(BatchBytes);
                    batch = Join(batch, rented);
                }
                _queuedBytes -= batch.Length;
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

    /// <summary>Under the lock.</summary>
    private ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> first, byte[] buffer)
    {
        first.CopyTo(buffer);
        var length = first.Length;
        while (_queue.TryPeek(out var next) && length + next.Length <= BatchBytes)
        {
            next.CopyTo(buffer.AsMemory(length));
            length += next.Length;
            _queue.Dequeue();
        }
        return buffer.AsMemory(0, length);
    }

    /// <summary>Tells the peer that nothing more comes; the connection ends when the peer says the same.</summary>
    private async Task SayGoodbyeAsync()
    {
        if (_stream is SslStream tls)
        {
            await tls.ShutdownAsync().ConfigureAwait(false);
        }
        _socket.Shutdown(SocketShutdown.Send);
        if (_isInputOver)
        {
            _ended.TrySetResult();
        }
    }

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
            _queue.Clear();
            _queuedBytes = 0;
            if (!_isWriting)
            {
                return Task.CompletedTask;
            }
            _writerRests ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _writerRests.Task;
        }
    }
}
