using System.Net;
using System.Net.Sockets;
using Ponte.Media.Rtp;

namespace Ponte.Media.Tests.Engine;

/// <summary>The far end of a stream: a UDP socket that sends and receives RTP. Waiting for a packet has a limit, so a test fails and does not hang.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];

    public Peer(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(address, 0));
        Local = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    public uint Ssrc { get; set; } = 0x1234;

    public ushort Sequence { get; set; } = 100;

    public uint Timestamp { get; set; } = 5000;

    public byte PayloadType { get; set; } = 8;

    /// <summary>Changes the packet before it is sent: protects it, breaks it … Takes buffer and length, gives the length to send.</summary>
    public Func<byte[], int, int>? OnSend { get; set; }

    /// <summary>Changes what came before it is read.</summary>
    public Func<byte[], int, int>? OnReceive { get; set; }

    public void SendRaw(ReadOnlySpan<byte> datagram, IPEndPoint target) => _socket.SendTo(datagram, target);

    /// <summary>Sends one RTP packet and steps on by 20 ms.</summary>
    public void Send(IPEndPoint target, ReadOnlySpan<byte> payload, bool marker = false, bool stepTimestamp = true)
    {
        var packet = new byte[12 + payload.Length + 200];
        RtpPacket.WriteHeader(packet, PayloadType, marker, Sequence, Timestamp, Ssrc);
        payload.CopyTo(packet.AsSpan(12));
        var length = 12 + payload.Length;
        length = OnSend?.Invoke(packet, length) ?? length;
        _socket.SendTo(packet.AsSpan(0, length), target);
        Sequence++;
        Timestamp += stepTimestamp ? 160u : 0;
    }

    /// <summary>The next datagram.</summary>
    public async Task<(byte[] Bytes, IPEndPoint From)> ReceiveRawAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var result = await _socket.ReceiveFromAsync(_buffer, new IPEndPoint(IPAddress.IPv6Any, 0).WithFamilyOf(Local), limit.Token);
        var length = OnReceive?.Invoke(_buffer, result.ReceivedBytes) ?? result.ReceivedBytes;
        return (_buffer[..length], (IPEndPoint)result.RemoteEndPoint);
    }

    /// <summary>The next RTP packet; RTCP on the same port is passed over.</summary>
    public async Task<(RtpHeader Header, byte[] Payload)> ReceiveAsync()
    {
        while (true)
        {
            var (bytes, _) = await ReceiveRawAsync();
            if (!RtpPacket.IsRtcp(bytes) && RtpHeader.TryParse(bytes, out var header))
            {
                return (header, bytes[header.HeaderLength..(header.HeaderLength + header.PayloadLength)]);
            }
        }
    }

    /// <summary>Whether something waits right now.</summary>
    public bool HasMail => _socket.Available > 0;

    public void Dispose() => _socket.Dispose();
}

internal static class EndPoints
{
    public static IPEndPoint WithFamilyOf(this IPEndPoint any, IPEndPoint local) =>
        local.AddressFamily == AddressFamily.InterNetwork ? new IPEndPoint(IPAddress.Any, 0) : any;
}
