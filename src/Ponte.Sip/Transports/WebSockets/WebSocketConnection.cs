using System.Net;
using System.Net.WebSockets;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transports.WebSockets;

/// <summary>
/// SIP over one WebSocket that a peer opened (RFC 7118): one message for each WebSocket message, text or binary. <see cref="RunAsync"/> is its life.
/// </summary>
/// <remarks>
/// Reading is done by <see cref="RunAsync"/> alone, writing by one work item at a time. <see cref="Close"/> lets what is queued out and says goodbye,
/// <see cref="Abort"/> ends at once; the first reason counts.
/// </remarks>
#pragma warning disable CA1001 // A token source without timer holds nothing to be disposed of, and an abort may come after the end.
internal sealed partial class WebSocketConnection : IConnection, IFlowWriter
#pragma warning restore CA1001
{
    /// <summary>The listener's name that flows carry.</summary>
    public const string ListenerName = "web";

    /// <summary>How long a goodbye may take.</summary>
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private readonly TransportHub _hub;
    private readonly WebSocket _socket;
    private readonly InboundSlot _slot;

    /// <summary>Ends what waits on the socket, since not every stream below ends its reads when it is closed.</summary>
    private readonly CancellationTokenSource _aborted = new();
    private readonly long _openedAt;
    private long _lastReadAt;
    private long _partialSince;
    private long _writeStartedAt;
    private long _closedAt;
    private CloseCause _cause;
    private bool _isProven;

    private WebSocketConnection(TransportHub hub, WebSocket socket, InboundSlot slot, Func<IFlowWriter, SipFlow> describe)
    {
        _hub = hub;
        _socket = socket;
        _slot = slot;
        _openedAt = _lastReadAt = hub.Time.GetTimestamp();
        Flow = describe(this);
    }

    /// <inheritdoc/>
    public SipFlow Flow { get; }

    /// <summary>Lets a WebSocket in, if the limits allow, and carries it until it ends.</summary>
    public static async Task ServeAsync(TransportHub hub, WebSocket socket, IPEndPoint local, IPEndPoint remote, bool isSecure)
    {
        var from = Plain(remote);
        if (hub.Stopping.IsCancellationRequested)
        {
            socket.Abort();
            return;
        }
        var slot = hub.Connections.TryAdmit(from.Address, isWeb: true, out var limit, out var evicted);
        evicted?.Evict();
        if (slot is null)
        {
            hub.Metrics.Refused(ListenerName, limit);
            socket.Abort();
            return;
        }
        var connection = new WebSocketConnection(hub, socket, slot, writer => Describe(hub, writer, Plain(local), from, isSecure));
        await connection.RunAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void CheckTime()
    {
        var limits = _hub.Options.Connections;
        if (!Flow.IsOpen)
        {
            if (IsOver(Volatile.Read(ref _closedAt), GoodbyeTimeout))
            {
                EndAtOnce();
            }
        }
        else if (IsOver(Volatile.Read(ref _writeStartedAt), limits.WriteTimeout))
        {
            Abort(CloseCause.SlowReader, "the peer does not read what we send");
        }
        else if (IsOver(Volatile.Read(ref _partialSince), limits.FirstMessageTimeout))
        {
            Abort(CloseCause.SlowMessage, "a message did not come whole in time");
        }
        else if (!Volatile.Read(ref _isProven) && IsOver(_openedAt, limits.FirstMessageTimeout))
        {
            Close(CloseCause.NoMessage, "no SIP message came");
        }
        else if (IsOver(Volatile.Read(ref _lastReadAt), limits.InboundIdleTimeout))
        {
            Close(CloseCause.Idle, "idle");
        }
    }

    /// <inheritdoc/>
    public void Retire()
    {
        // Only the peer can open another one, so this one stays in use.
    }

    private async Task RunAsync()
    {
        _hub.Connections.Add(this);
        _hub.Metrics.Opened(Flow.Protocol, isInbound: true);
        var eviction = _slot.Evicted.UnsafeRegister(
            c => ((WebSocketConnection)c!).Abort(CloseCause.Evicted, "gave way to newer connections"),
            this
        );
        try
        {
            await ReadAllAsync().ConfigureAwait(false);
            Close(CloseCause.PeerClosed, "the peer closed the connection");
            await WhenWriterRestsAsync().ConfigureAwait(false);
        }
        finally
        {
            await eviction.DisposeAsync().ConfigureAwait(false);
            _hub.Connections.Remove(this);
            _hub.Connections.Release(_slot);
            _hub.Metrics.Closed(Flow.Protocol, isInbound: true, _cause);
            _hub.RaiseClosed(Flow);
        }
    }

#pragma warning disable CA1031 // The edge of one connection: a defect ends it and is reported; others go on.
    private async Task ReadAllAsync()
    {
        using var message = new MessageBuffer(_hub.Options.Messages.MaxMessageBytes);
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(message.Space, _aborted.Token).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }
                if (Flow.IsOpen)
                {
                    message.Advance(result.Count);
                    Take(message, result.EndOfMessage);
                }
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
        }
        catch (Exception e)
        {
            Abort(CloseCause.Fault, "a defect of ours while reading");
            _hub.Options.OnFault(e);
        }
    }
#pragma warning restore CA1031

    private void Take(MessageBuffer message, bool isWhole)
    {
        var now = _hub.Time.GetTimestamp();
        Volatile.Write(ref _lastReadAt, now);
        if (message.IsTooLarge)
        {
            _hub.RaiseMalformed(new SipParseError(0, "message is too large", 513), message.Take(), Flow);
            Close(CloseCause.Malformed, "a message is too large");
        }
        else if (isWhole)
        {
            Volatile.Write(ref _partialSince, 0);
            Take(message.Take());
        }
        else if (_partialSince == 0)
        {
            Volatile.Write(ref _partialSince, now);
        }
    }

    private void Take(byte[] bytes)
    {
        if (SipParser.IsKeepAlive(bytes))
        {
            _hub.Metrics.KeepAlive(received: true);
            if (bytes.AsSpan().StartsWith("\r\n\r\n"u8))
            {
                Enqueue(Streams.KeepAlive.Pong);
            }
            return;
        }
        if (SipParser.TryParse(bytes, _hub.Options.Messages, out var message, out var error))
        {
            Prove();
            _hub.RaiseReceived(message, Flow);
            return;
        }
        _hub.RaiseMalformed(error, bytes, Flow);
        if (error.SipStatus == 0 && !bytes.AsSpan().StartsWith("SIP/"u8))
        {
            Close(CloseCause.Malformed, $"the peer sent what is no SIP: {error.Reason}");
        }
    }

    private void Prove()
    {
        if (!_isProven)
        {
            Volatile.Write(ref _isProven, true);
            _hub.Connections.Prove(_slot);
        }
    }

    private bool IsOver(long since, TimeSpan limit) => since != 0 && _hub.Time.GetElapsedTime(since) >= limit;

    private static IPEndPoint Plain(IPEndPoint address) =>
        address.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(address.Address.MapToIPv4(), address.Port) : address;

    private static SipFlow Describe(TransportHub hub, IFlowWriter writer, IPEndPoint local, IPEndPoint remote, bool isSecure) =>
        new()
        {
            Id = hub.NextFlowId(),
            Protocol = isSecure ? TransportProtocol.Wss : TransportProtocol.Ws,
            Local = local,
            Remote = remote,
            IsInbound = true,
            ListenerName = ListenerName,
            SentByHost =
                local.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{local.Address}]" : local.Address.ToString(),
            SentByPort = local.Port,
            Writer = writer,
        };
}
