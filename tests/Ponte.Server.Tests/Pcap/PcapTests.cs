using System.Buffers.Binary;
using System.Net;
using Ponte.Server.Pcap;
using Ponte.Server.Tests.Support;
using Ponte.Server.Tests.Trace;
using Ponte.Server.Trace;

namespace Ponte.Server.Tests.Pcap;

public sealed class PcapTests
{
    [Fact]
    public void The_file_begins_with_the_classic_header()
    {
        var file = Write();

        Convert.ToHexString(file).Should().Be("D4C3B2A1" + "02000400" + "00000000" + "00000000" + "00000400" + "65000000");
    }

    [Theory]
    [InlineData("198.51.100.7:5062", false)]
    [InlineData("198.51.100.7:5062", true)]
    [InlineData("[2001:db8::7]:5062", false)]
    [InlineData("[::ffff:198.51.100.7]:5062", true)]
    public void A_message_is_one_datagram_with_right_addresses_and_checksums(string remote, bool isSent)
    {
        var message = TraceTests.Message("c1", 1.5, isSent, remote);

        var file = Write(message);

        var record = file.AsSpan(24);
        var at = BinaryPrimitives.ReadUInt32LittleEndian(record) + (BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) / 1e6);
        DateTimeOffset.UnixEpoch.AddSeconds(at).Should().BeCloseTo(SampleCall.At(1.5), TimeSpan.FromMilliseconds(1));
        var packet = record[16..];
        BinaryPrimitives.ReadInt32LittleEndian(record[8..]).Should().Be(packet.Length);
        var (source, destination, udp, pseudoHeader) = Read(packet.ToArray());
        var ours = IPEndPoint.Parse("192.0.2.10:5060");
        var theirs = IPEndPoint.Parse(remote);
        Same(source, isSent ? ours : theirs).Should().BeTrue();
        Same(destination, isSent ? theirs : ours).Should().BeTrue();
        udp[8..].Should().Equal(message.Bytes.ToArray());
        Sum([.. pseudoHeader, .. udp]).Should().Be(0xFFFF, "a checksum makes the whole sum all ones");
    }

    [Fact]
    public void A_message_too_long_for_a_datagram_is_cut_and_says_so()
    {
        var file = Write(TraceTests.Message("c1", 0, text: new string('x', 65_535)));

        var record = file.AsSpan(24);
        BinaryPrimitives.ReadInt32LittleEndian(record[8..]).Should().Be(65_535);
        BinaryPrimitives.ReadInt32LittleEndian(record[12..]).Should().Be(65_535 + 28);
    }

    private static byte[] Write(params TracedMessage[] messages)
    {
        using var stream = new MemoryStream();
        PcapWriter.Write(stream, messages);
        return stream.ToArray();
    }

    private static (IPEndPoint Source, IPEndPoint Destination, byte[] Udp, byte[] PseudoHeader) Read(byte[] packet)
    {
        var isIpv4 = packet[0] >> 4 == 4;
        var (header, addresses, size) = isIpv4 ? (20, 12, 4) : (40, 8, 16);
        packet[isIpv4 ? 9 : 6].Should().Be(17);
        if (isIpv4)
        {
            BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)).Should().Be((ushort)packet.Length);
            Sum(packet[..20]).Should().Be(0xFFFF);
        }
        var udp = packet[header..];
        BinaryPrimitives.ReadUInt16BigEndian(udp.AsSpan(4)).Should().Be((ushort)udp.Length);
        var source = new IPEndPoint(new IPAddress(packet.AsSpan(addresses, size)), BinaryPrimitives.ReadUInt16BigEndian(udp));
        var destination = new IPEndPoint(
            new IPAddress(packet.AsSpan(addresses + size, size)),
            BinaryPrimitives.ReadUInt16BigEndian(udp.AsSpan(2))
        );
        byte[] pseudo = [.. packet.AsSpan(addresses, size * 2), 0, 17, (byte)(udp.Length >> 8), (byte)udp.Length];
        return (source, destination, udp, pseudo);
    }

    private static bool Same(IPEndPoint first, IPEndPoint second) =>
        first.Port == second.Port && first.Address.MapToIPv6().Equals(second.Address.MapToIPv6());

    private static uint Sum(byte[] bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8) + (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
        }
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return sum;
    }
}
