using System.Net;
using System.Net.Sockets;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Carrier;

/// <summary>The UDP and TCP sockets of a simulated carrier.</summary>
internal sealed class CarrierWires : IAsyncDisposable
{
    private const int MaxPortAttempts = 20;

    private readonly EventLoop _loop;
    private readonly IWireUser _user;
    private readonly UdpPort _udp;
    private readonly StreamListener _tcp;
    private readonly Dictionary<IPEndPoint, StreamWire> _opened = [];

    public CarrierWires(IPEndPoint listen, EventLoop loop, IWireUser user)
    {
        _loop = loop;
        _user = user;
        var (udp, tcp) = Bind(listen);
        _udp = new UdpPort(udp, loop, user);
        _tcp = new StreamListener(tcp, loop, s => Task.FromResult<StreamWire?>(Wrap(s, openedByUs: false)));
    }

    public IPEndPoint Local => _udp.Local;

    /// <summary>A wire to a peer; null if it cannot be reached. On the loop.</summary>
    public async Task<Wire?> OpenAsync(TransportProtocol protocol, IPEndPoint remote)
    {
        if (protocol == TransportProtocol.Udp)
        {
            return _udp.To(remote);
        }
        if (_opened.TryGetValue(remote, out var open) && open.IsOpen)
        {
            return open;
        }
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(Local.Address, 0));
            await socket.ConnectAsync(remote);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
        var wire = Wrap(socket, openedByUs: true);
        wire.Start();
        _opened[remote] = wire;
        return wire;
    }

    /// <summary>A wire to where a URI points, which must be an address or a name of the system's resolver.</summary>
    public async Task<Wire?> OpenAsync(SipUri uri)
    {
        var protocol = TransportProtocols.TryParse(uri.Parameter("transport"), out var named) ? named : TransportProtocol.Udp;
        if (protocol == TransportProtocol.Tls)
        {
            return null;
        }
        var port = uri.Port ?? protocol.DefaultPort();
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(uri.Host, Local.AddressFamily);
            return addresses.Length == 0 ? null : await OpenAsync(protocol, new IPEndPoint(addresses[0], port));
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _udp.DisposeAsync();
        await _tcp.DisposeAsync();
    }

    /// <summary>Closes the connections. On the loop.</summary>
    public void CloseAll()
    {
        foreach (var wire in _opened.Values)
        {
            wire.Close("the simulator stops");
        }
    }

    /// <summary>The same port number for both. Where any will do, the one that UDP got may be somebody's for TCP: then another is taken.</summary>
    private static (Socket Udp, Socket Tcp) Bind(IPEndPoint listen)
    {
        for (var attempt = 1; ; attempt++)
        {
            var udp = UdpPort.Bind(listen);
            try
            {
                return (udp, StreamListener.Bind((IPEndPoint)udp.LocalEndPoint!));
            }
            catch (SocketException e)
            {
                udp.Dispose();
                if (listen.Port != 0 || e.SocketErrorCode != SocketError.AddressAlreadyInUse || attempt == MaxPortAttempts)
                {
                    throw;
                }
            }
        }
    }

    private StreamWire Wrap(Socket socket, bool openedByUs) =>
        new(TransportProtocol.Tcp, socket, new NetworkStream(socket, ownsSocket: true), openedByUs, _loop, _user);
}
