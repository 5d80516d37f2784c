using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Signalling;

/// <summary>A UDP socket for SIP.</summary>
internal sealed class UdpPort : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly EventLoop _loop;
    private readonly IWireUser _user;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _reading;

    /// <summary>Reads at once from a socket of <see cref="Bind"/>, which is this object's from now on.</summary>
    public UdpPort(Socket socket, EventLoop loop, IWireUser user)
    {
        _loop = loop;
        _user = user;
        _socket = socket;
        Local = (IPEndPoint)_socket.LocalEndPoint!;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The address it is bound to.</summary>
    public IPEndPoint Local { get; }

    /// <summary>Takes an address; port 0 takes a free one.</summary>
    /// <exception cref="SocketException">It cannot be bound.</exception>
    public static Socket Bind(IPEndPoint local)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(local);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The wire to a peer.</summary>
    public Wire To(IPEndPoint remote) => new UdpWire(this, remote);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading;
        _socket.Dispose();
        _ending.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[65_535];
        EndPoint any = new IPEndPoint(Local.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var result = await _socket.ReceiveFromAsync(buffer, any, _ending.Token);
                var wire = To((IPEndPoint)result.RemoteEndPoint);
                Take(wire, buffer.AsMemory(0, result.ReceivedBytes).ToArray());
            }
            catch (SocketException)
            {
                // An ICMP error of an earlier datagram: its transaction runs into its time-out.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Take(Wire wire, byte[] datagram)
    {
        if (SipParser.IsKeepAlive(datagram))
        {
            _loop.Post(() => _user.OnKeepAlive(wire));
        }
        else if (SipParser.TryParse(datagram, SipLimits.Default, out var message, out var error))
        {
            _loop.Post(() => _user.OnMessage(wire, message));
        }
        else
        {
            var reason = error.Reason;
            _loop.Post(() => _user.OnMalformed(wire, reason));
        }
    }

    private void Send(ReadOnlyMemory<byte> bytes, IPEndPoint remote)
    {
        try
        {
            _socket.SendTo(bytes.Span, remote);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Lost like any datagram.
        }
    }

    private sealed class UdpWire(UdpPort port, IPEndPoint remote) : Wire(TransportProtocol.Udp, port.Local, remote, openedByUs: true)
    {
        public override void Send(ReadOnlyMemory<byte> bytes) => port.Send(bytes, Remote);

        public override void Close(string reason) { }
    }
}
