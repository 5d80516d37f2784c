using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transports.Udp;

/// <summary>One UDP socket with a thread that receives (RFC 3261 section 18). Sending is done by whoever sends.</summary>
/// <remarks>The socket is used by blocking calls only: they cost one system call each and no task.</remarks>
internal sealed class UdpListener : IFlowWriter
{
    /// <summary>The most that a datagram holds (RFC 768: a length of 16 bits).</summary>
    private const int MaxDatagram = 65535;

    private readonly TransportHub _hub;
    private readonly Socket _socket;
    private readonly UdpFlowCache _flows;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    private UdpListener(BoundListener bound, TransportHub hub, Socket socket)
    {
        Bound = bound;
        _hub = hub;
        _socket = socket;
        _flows = new UdpFlowCache(CreateFlow);
    }

    public BoundListener Bound { get; }

    /// <summary>Binds the socket; throws what the system says.</summary>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static UdpListener Bind(ListenerOptions options, TransportHub hub)
    {
        var socket = new Socket(options.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (options.Address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }
            socket.ReceiveBufferSize = hub.Options.UdpReceiveBufferBytes;
            socket.Bind(options.Address);
            return new UdpListener(new BoundListener(options, (IPEndPoint)socket.LocalEndPoint!), hub, socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Starts to receive.</summary>
    public void Start() => new Thread(Receive) { IsBackground = true, Name = $"sip-{Bound.Options.Name}" }.Start();

    /// <summary>The flow to a peer.</summary>
    public SipFlow FlowTo(IPEndPoint remote) => _flows.Find(remote.Serialize());

    /// <inheritdoc/>
    public string? Write(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        try
        {
            _socket.SendTo(message.Span, SocketFlags.None, flow.RemoteSocketAddress!);
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.MessageSize => "too_large",
                SocketError.NetworkUnreachable or SocketError.HostUnreachable => "unreachable",
                _ => "socket_error",
            };
        }
        catch (ObjectDisposedException)
        {
            return "closed";
        }
    }

    /// <summary>Closes the socket and waits for the thread to end.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        _socket.Dispose();
        return _stopped.Task;
    }

    /// <summary>Gives the socket back before <see cref="Start"/> was called.</summary>
    public void Abandon() => _socket.Dispose();

    private SipFlow CreateFlow(SocketAddress remote) =>
        new()
        {
            Id = _hub.NextFlowId(),
            Protocol = TransportProtocol.Udp,
            Local = Bound.Address,
            Remote = (IPEndPoint)Bound.Address.Create(remote),
            ListenerName = Bound.Options.Name,
            SentByHost = Bound.AdvertisedHost,
            SentByPort = Bound.AdvertisedPort,
            Writer = this,
            RemoteSocketAddress = remote,
        };

    private void Receive()
    {
        var buffer = new byte[MaxDatagram];
        var from = new SocketAddress(Bound.Address.AddressFamily);
        while (!_stopping)
        {
            try
            {
                from.Size = from.Buffer.Length;
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                Take(buffer.AsSpan(0, length), from);
            }
            catch (SocketException) when (!_stopping)
            {
                // An error that a network reported (ICMP) or a datagram that the system could not deliver: the next one is awaited.
                _hub.Metrics.SocketError(Bound.Options.Name);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        _stopped.SetResult();
    }

    private void Take(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        if (SipParser.IsKeepAlive(datagram))
        {
            _hub.Metrics.KeepAlive(received: true);
            return;
        }
        var flow = _flows.Find(from);
        var bytes = datagram.ToArray();
        if (SipParser.TryParse(bytes, _hub.Options.Messages, out var message, out var error))
        {
            _hub.RaiseReceived(message, flow);
        }
        else
        {
            _hub.RaiseMalformed(error, bytes, flow);
        }
    }
}
