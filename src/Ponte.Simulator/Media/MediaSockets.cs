using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ponte.Simulator.Media;

/// <summary>A pair of UDP ports: RTP on the even one, RTCP on the next.</summary>
internal sealed class MediaSockets : IDisposable
{
    private readonly Socket _rtp;
    private readonly Socket _rtcp;
    private readonly EndPoint _any;

    private MediaSockets(Socket rtp, Socket rtcp)
    {
        _rtp = rtp;
        _rtcp = rtcp;
        Rtp = (IPEndPoint)rtp.LocalEndPoint!;
        _any = new IPEndPoint(rtp.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
    }

    public IPEndPoint Rtp { get; }

    /// <summary>Opens a free pair of the range.</summary>
    /// <exception cref="IOException">None is free.</exception>
    public static MediaSockets Open(MediaPorts ports)
    {
        var pairs = (ports.Last - ports.First + 1) / 2;
        var start = RandomNumberGenerator.GetInt32(Math.Max(1, pairs));
        for (var i = 0; i < pairs; i++)
        {
            var port = ports.First + (2 * ((start + i) % pairs));
            if (TryBind(ports.Address, port) is not { } rtp)
            {
                continue;
            }
            if (TryBind(ports.Address, port + 1) is { } rtcp)
            {
                return new MediaSockets(rtp, rtcp);
            }
            rtp.Dispose();
        }
        throw new IOException($"No free pair of media ports in {ports.Address}:{ports.First}-{ports.Last}.");
    }

    public void SendRtp(ReadOnlySpan<byte> packet, IPEndPoint to) => Send(_rtp, packet, to);

    public void SendRtcp(ReadOnlySpan<byte> packet, IPEndPoint to) => Send(_rtcp, packet, to);

    /// <summary>Takes a datagram that waits; false if none does.</summary>
    public bool TryReceive(bool rtcp, Span<byte> buffer, out int length, out IPEndPoint from)
    {
        var socket = rtcp ? _rtcp : _rtp;
        (length, from) = (0, Rtp);
        try
        {
            if (socket.Available == 0)
            {
                return false;
            }
            var remote = _any;
            length = socket.ReceiveFrom(buffer, ref remote);
            from = (IPEndPoint)remote;
            return true;
        }
        catch (SocketException)
        {
            // Larger than any media packet, or an ICMP error of what we sent.
            return false;
        }
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }

    private static Socket? TryBind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> packet, IPEndPoint to)
    {
        try
        {
            socket.SendTo(packet, to);
        }
        catch (SocketException)
        {
            // Lost like any datagram.
        }
    }
}
