using System.Net.Sockets;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transports.Streams;

/// <summary>
/// One TCP or TLS connection: reads messages, writes a bounded queue, and closes for one reason. <see cref="RunAsync"/> is its life.
/// </summary>
/// <remarks>
/// <para>Reading is done by <see cref="RunAsync"/> alone. Writing is done by one work item at a time, started by whoever queues first.</para>
/// <para>Closing has two speeds. <see cref="Close"/> lets what is queued out and says goodbye; <see cref="Abort"/> ends at once. Both mark the
/// flow as closed, so that nothing more is queued; the first reason counts. <see cref="CheckTime"/> aborts a goodbye that takes too long.</para>
/// </remarks>
internal sealed partial class StreamConnection : IConnection, IFlowWriter, IThreadPoolWorkItem
{
    private readonly TransportHub _hub;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly InboundSlot? _slot;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set once, by whoever marks the flow as closed.</summary>
    private CloseCause _cause;

    /// <summary>Whether a message came. Written by the reader.</summary>
    private volatile bool _isProven;

    /// <summary>Whether the reader has stopped.</summary>
    private volatile bool _isInputOver;

    /// <summary>Takes over a connected socket and, for TLS, the stream on it.</summary>
    /// <param name="hub">What connections share.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="stream">The stream to read and write.</param>
    /// <param name="describe">Makes the flow with this connection as its writer.</param>
    /// <param name="slot">The place of a connection that the peer opened; null for one of ours.</param>
    public StreamConnection(TransportHub hub, Socket socket, Stream stream, Func<IFlowWriter, SipFlow> describe, InboundSlot? slot)
    {
        _hub = hub;
        _socket = socket;
        _stream = stream;
        _slot = slot;
        _openedAt = _lastMessageAt = _lastReadAt = _lastQueuedAt = hub.Time.GetTimestamp();
        Flow = describe(this);
    }

    public SipFlow Flow { get; }

    /// <summary>Whether new requests should go elsewhere.</summary>
    public bool IsRetired => Volatile.Read(ref _isRetired);

    /// <summary>Reads until the connection ends, cleans up, and says so.</summary>
    public async Task RunAsync()
    {
        _hub.Connections.Add(this);
        _hub.Metrics.Opened(Flow.Protocol, Flow.IsInbound);
        var eviction = _slot?.Evicted.UnsafeRegister(
            c => ((StreamConnection)c!).Abort(CloseCause.Evicted, "gave way to newer connections"),
            this
        );
        try
        {
            await ReadAllAsync().ConfigureAwait(false);
            await _ended.Task.ConfigureAwait(false);
        }
        finally
        {
            if (eviction is { } registration)
            {
                await registration.DisposeAsync().ConfigureAwait(false);
            }
            _socket.Dispose();
            await WhenWriterRestsAsync().ConfigureAwait(false);
            await _stream.DisposeAsync().ConfigureAwait(false);
            _hub.Connections.Remove(this);
            if (_slot is not null)
            {
                _hub.Connections.Release(_slot);
            }
            else
            {
                _hub.Connections.ReleaseOutbound();
            }
            _hub.Metrics.Closed(Flow.Protocol, Flow.IsInbound, _cause);
            _hub.RaiseClosed(Flow);
        }
    }

    /// <summary>Closes after what is queued has been sent.</summary>
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

    /// <summary>Closes at once.</summary>
    public void Abort(CloseCause cause, string reason)
    {
        lock (_writeLock)
        {
            MarkClosed(cause, reason);
        }
        _socket.Dispose();
        _ended.TrySetResult();
    }

    /// <summary>Under the writer's lock, so that nothing is queued on a closed flow and the cause is there when the end is.</summary>
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

#pragma warning disable CA1031 // The edge of one connection: a defect ends it and is reported; others go on.
    private async Task ReadAllAsync()
    {
        using var framer = new SipStreamFramer(_hub.Options.Messages);
        try
        {
            while (!_isInputOver)
            {
                var count = await _stream.ReadAsync(framer.GetBuffer()).ConfigureAwait(false);
                framer.Advance(count);
                _isInputOver = count == 0 || !TakeFrames(framer);
                NoteRead(framer.Buffered > 0);
                if (count == 0)
                {
                    EndInput();
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            Abort(CloseCause.PeerReset, ReadErrors.Explain(e));
        }
        catch (Exception e)
        {
            Abort(CloseCause.Fault, "a defect of ours while reading");
            _hub.Options.OnFault(e);
        }
    }
#pragma warning restore CA1031

    /// <summary>The peer closed its half. What it asked before may still be answered for a while (RFC 3261 section 18.2.2).</summary>
    private void EndInput()
    {
        if (Flow.IsOpen && Flow.IsInbound && _isProven)
        {
            CloseLater(CloseCause.PeerClosed, "the peer closed the connection");
            return;
        }
        Close(CloseCause.PeerClosed, "the peer closed the connection");
        lock (_writeLock)
        {
            if (_saidGoodbye)
            {
                _ended.TrySetResult();
            }
        }
    }

    private bool TakeFrames(SipStreamFramer framer)
    {
        while (true)
        {
            var frame = framer.Read();
            switch (frame.Kind)
            {
                case SipFrameKind.Incomplete:
                    return true;
                case SipFrameKind.Message:
                    NoteReceived();
                    _hub.RaiseReceived(frame.Message!, Flow);
                    break;
                case SipFrameKind.Malformed:
                    _hub.RaiseMalformed(frame.Error, frame.Bytes, Flow);
                    break;
                case SipFrameKind.Ping:
                    _hub.Metrics.KeepAlive(received: true);
                    Enqueue(KeepAlive.Pong);
                    break;
                case SipFrameKind.Pong:
                    _hub.Metrics.KeepAlive(received: true);
                    break;
                case SipFrameKind.Broken:
                    _hub.RaiseMalformed(frame.Error, frame.Bytes, Flow);
                    CloseLater(CloseCause.Malformed, $"the peer sent what is no SIP: {frame.Error.Reason}");
                    return false;
                default:
                    throw new InvalidOperationException($"Unknown kind of frame {frame.Kind}.");
            }
        }
    }
}
