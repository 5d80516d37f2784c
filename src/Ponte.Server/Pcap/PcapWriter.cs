using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Ponte.Server.Trace;

namespace Ponte.Server.Pcap;

/// <summary>
/// Writes traced messages as a capture that Wireshark and tshark read: classic pcap with microseconds, raw IP packets (link type 101).
/// <para>
/// The packets are made up around the messages: every message is one UDP datagram between the addresses and ports it really passed, also what
/// went over TCP or TLS, so that it can be read. Secrets are masked as in the trace. There are no media in it.
/// </para>
/// </summary>
internal static class PcapWriter
{
    private const uint Magic = 0xA1B2C3D4;
    private const uint LinkTypeRaw = 101;
    private const int SnapLength = 262_144;
    private const int UdpHeader = 8;
    private const int Ipv4Header = 20;
    private const int Ipv6Header = 40;
    private const byte UdpProtocol = 17;
    private const byte HopLimit = 64;

    /// <summary>What fits one datagram over IPv4; a longer message is cut, which its length in the record shows.</summary>
    private const int MaxPayload = ushort.MaxValue - Ipv4Header - UdpHeader;

    /// <summary>Writes the whole file.</summary>
    public static void Write(Stream stream, IEnumerable<TracedMessage> messages)
    {
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        header[8..16].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LinkTypeRaw);
        stream.Write(header);
        foreach (var message in messages)
        {
            WriteRecord(stream, message);
        }
    }

    private static void WriteRecord(Stream stream, TracedMessage message)
    {
        var packet = Packet(message, out var originalLength);
        var microseconds = Storage.Microseconds.Of(message.At);
        Span<byte> head = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(microseconds / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(microseconds % 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], originalLength);
        stream.Write(head);
        stream.Write(packet);
    }

    private static byte[] Packet(TracedMessage message, out int originalLength)
    {
        var (source, destination) = message.IsSent ? (message.Local, message.Remote) : (message.Remote, message.Local);
        var payload = message.Bytes.Span[..Math.Min(message.Bytes.Length, MaxPayload)];
        var (from, to) = (Plain(source.Address), Plain(destination.Address));
        var isIpv4 = from.AddressFamily == AddressFamily.InterNetwork && to.AddressFamily == AddressFamily.InterNetwork;
        var ipHeader = isIpv4 ? Ipv4Header : Ipv6Header;
        var packet = new byte[ipHeader + UdpHeader + payload.Length];
        originalLength = ipHeader + UdpHeader + message.Bytes.Length;
        var udp = packet.AsSpan(ipHeader);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        payload.CopyTo(udp[UdpHeader..]);
        if (isIpv4)
        {
            WriteIpv4(packet, from, to);
        }
        else
        {
            WriteIpv6(packet, from.MapToIPv6(), to.MapToIPv6());
        }
        var addresses = packet.AsSpan(isIpv4 ? 12 : 8, isIpv4 ? 8 : 32);
        var checksum = Checksum(udp, Sum(addresses) + UdpProtocol + (uint)udp.Length);
        // A computed 0 is sent as all ones (RFC 768).
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], checksum == 0 ? ushort.MaxValue : checksum);
        return packet;
    }

    private static void WriteIpv4(Span<byte> packet, IPAddress from, IPAddress to)
    {
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = HopLimit;
        packet[9] = UdpProtocol;
        from.TryWriteBytes(packet[12..], out _);
        to.TryWriteBytes(packet[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], Checksum(packet[..Ipv4Header], 0));
    }

    private static void WriteIpv6(Span<byte> packet, IPAddress from, IPAddress to)
    {
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)(packet.Length - Ipv6Header));
        packet[6] = UdpProtocol;
        packet[7] = HopLimit;
        from.TryWriteBytes(packet[8..], out _);
        to.TryWriteBytes(packet[24..], out _);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>The Internet checksum (RFC 1071).</summary>
    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint start)
    {
        var sum = Sum(bytes) + start;
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return (ushort)~sum;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        }
        return (bytes.Length & 1) == 0 ? sum : sum + ((uint)bytes[^1] << 8);
    }
}
