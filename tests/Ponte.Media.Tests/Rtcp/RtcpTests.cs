using System.Text;
using CsCheck;
using Ponte.Media.Rtcp;

namespace Ponte.Media.Tests.Rtcp;

public sealed class RtcpTests
{
    private static readonly Gen<ReportBlock> Block = Gen.Select(
        Gen.UInt,
        Gen.Byte,
        Gen.Int[ReportBlock.MinimumLost, ReportBlock.MaximumLost],
        Gen.UInt,
        Gen.UInt,
        Gen.Select(Gen.UInt, Gen.UInt),
        (ssrc, fraction, lost, highest, jitter, times) =>
            new ReportBlock
            {
                Ssrc = ssrc,
                FractionLost = fraction,
                CumulativeLost = lost,
                HighestSequence = highest,
                Jitter = jitter,
                LastSenderReport = times.Item1,
                DelaySinceLastSenderReport = times.Item2,
            }
    );

    [Fact]
    public void Compound_that_was_written_is_read()
    {
        Gen.Select(Gen.UInt, Gen.Select(Gen.ULong, Gen.UInt, Gen.UInt, Gen.UInt), Block.Array[0, 31], Gen.Byte.Array[0, 255])
            .Sample(
                (ssrc, sender, blocks, cname) =>
                {
                    var info = new SenderInfo(sender.Item1, sender.Item2, sender.Item3, sender.Item4);
                    var buffer = new byte[2000];
                    var writer = new RtcpWriter(buffer);
                    var written =
                        writer.WriteSenderReport(ssrc, info, blocks)
                        && writer.WriteReceiverReport(ssrc, blocks)
                        && writer.WriteCname(ssrc, cname)
                        && writer.WriteGoodbye(ssrc);
                    var datagram = buffer.AsSpan(0, writer.Length);

                    var reader = new RtcpReader(datagram);
                    return written
                        && RtcpReader.IsCompound(datagram)
                        && reader.TryRead(out var report)
                        && report.Type == RtcpType.SenderReport
                        && report.TryGetSenderInfo(out var readInfo)
                        && readInfo == info
                        && HasReports(report, ssrc, blocks)
                        && reader.TryRead(out report)
                        && report.Type == RtcpType.ReceiverReport
                        && HasReports(report, ssrc, blocks)
                        && reader.TryRead(out var description)
                        && description.TryGetCname(out var named, out var name)
                        && named == ssrc
                        && name.SequenceEqual(cname)
                        && reader.TryRead(out var bye)
                        && bye.IsGoodbyeOf(ssrc)
                        && !bye.IsGoodbyeOf(ssrc + 1)
                        && !reader.TryRead(out _)
                        && !reader.IsMalformed;
                },
                iter: 300
            );
    }

    [Fact]
    public void Writer_leaves_out_what_does_not_fit()
    {
        var writer = new RtcpWriter(new byte[20]);
        writer.WriteReceiverReport(1, []).Should().BeTrue();
        writer.WriteSenderReport(1, default, []).Should().BeFalse();
        writer.WriteCname(1, "abcdefg"u8).Should().BeFalse();
        writer.WriteReceiverReport(1, new ReportBlock[32]).Should().BeFalse();
        writer.WriteGoodbye(1).Should().BeTrue();
        writer.Length.Should().Be(16);
        new RtcpWriter(new byte[1000]).WriteCname(1, new byte[256]).Should().BeFalse();
    }

    [Theory]
    [InlineData("80C90001")]
    [InlineData("80C9000200000001")]
    [InlineData("80CA000100000001")]
    [InlineData("00C9000100000001")]
    [InlineData("A0C9000100000000A0")]
    [InlineData("A0C900020000000100000004" + "80CA000100000001")]
    public void Datagram_that_is_no_compound_is_told(string hex) => RtcpReader.IsCompound(Convert.FromHexString(hex)).Should().BeFalse();

    [Fact]
    public void Padding_of_the_last_packet_is_no_content()
    {
        var reader = new RtcpReader(Convert.FromHexString("A1CB0002000000010000000400000004"[..24]));
        reader.TryRead(out var bye).Should().BeTrue();
        bye.HasPadding.Should().BeTrue();
        bye.IsGoodbyeOf(1).Should().BeTrue();
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        Gen.Byte.Array[0, 120]
            .Sample(
                bytes =>
                {
                    for (var i = 0; i + 4 < bytes.Length && bytes[i] % 3 != 0; i += 8)
                    {
                        (bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]) = (
                            (byte)((bytes[i] & 0x3F) | 0x80),
                            (byte)(200 + (bytes[i + 1] % 5)),
                            0,
                            (byte)(bytes[i + 3] % 4)
                        );
                    }
                    RtcpReader.IsCompound(bytes);
                    var reader = new RtcpReader(bytes);
                    var sum = 0L;
                    while (reader.TryRead(out var packet))
                    {
                        packet.TryGetSenderInfo(out _);
                        packet.TryGetCname(out _, out var name);
                        sum += name.Length + packet.Ssrc + packet.Count + (packet.IsGoodbyeOf(0) ? 1 : 0);
                        for (var i = 0; i < packet.ReportCount; i++)
                        {
                            sum += packet.GetReport(i).Ssrc;
                        }
                    }
                    return sum >= 0;
                },
                iter: 20_000
            );
    }

    [Fact]
    public void Round_trip_is_arrival_minus_report_minus_delay()
    {
        // The example of RFC 3550 figure 2: 0xB7108000 - 0xB7052000 - 0x00054000 = 6.125 s.
        var report = new ReportBlock { LastSenderReport = 0xB705_2000, DelaySinceLastSenderReport = 0x0005_4000 };

        NtpTime.RoundTrip(0xB710_8000, report).Should().Be(TimeSpan.FromSeconds(6.125));
        NtpTime.RoundTrip(0xB710_8000, default).Should().BeNull("nothing was reported");
        NtpTime.RoundTrip(0xB70A_5FFF, report).Should().Be(TimeSpan.Zero, "a rounded zero is zero");
        NtpTime.RoundTrip(0xB700_0000, report).Should().BeNull("below zero is no round trip");
        NtpTime.RoundTrip(0xB800_0000, report).Should().BeNull("minutes are no round trip");
    }

    [Fact]
    public void Clock_is_seconds_since_1900_and_fractions()
    {
        var ntp = NtpTime.FromDateTime(new DateTimeOffset(1970, 1, 1, 0, 0, 0, 500, TimeSpan.Zero));

        ntp.Should().Be((2_208_988_800UL << 32) | 0x8000_0000);
        NtpTime.Middle(ntp).Should().Be(unchecked((uint)(2_208_988_800UL << 16)) | 0x8000);
        NtpTime.ToShort(TimeSpan.FromSeconds(1.5)).Should().Be(0x18000);
        NtpTime.ToShort(TimeSpan.FromDays(9)).Should().Be(uint.MaxValue);
    }

    [Fact]
    public void Canonical_name_after_other_items_is_found()
    {
        byte[] packet = [0x81, 202, 0, 3, 0, 0, 0, 9, 2, 1, (byte)'x', 1, 2, .. Encoding.ASCII.GetBytes("me"), 0];
        var reader = new RtcpReader(packet);
        reader.TryRead(out var description).Should().BeTrue();

        description.TryGetCname(out var ssrc, out var cname).Should().BeTrue();

        (ssrc, Encoding.ASCII.GetString(cname)).Should().Be((9u, "me"));
    }

    private static bool HasReports(RtcpPacket packet, uint ssrc, ReportBlock[] blocks)
    {
        var equal = packet.Ssrc == ssrc && packet.ReportCount == blocks.Length;
        for (var i = 0; equal && i < blocks.Length; i++)
        {
            equal = packet.GetReport(i) == blocks[i];
        }
        return equal;
    }
}
