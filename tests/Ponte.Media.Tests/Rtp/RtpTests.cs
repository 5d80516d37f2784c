using CsCheck;
using Ponte.Media.Rtp;

namespace Ponte.Media.Tests.Rtp;

public sealed class RtpTests
{
    [Fact]
    public void Header_that_was_written_is_read()
    {
        Gen.Select(Gen.Byte[0, 127], Gen.Bool, Gen.UShort, Gen.UInt, Gen.UInt)
            .Sample(
                (type, marker, sequence, timestamp, ssrc) =>
                {
                    var packet = new byte[20];
                    RtpPacket.WriteHeader(packet, type, marker, sequence, timestamp, ssrc).Should().Be(12);
                    RtpHeader.TryParse(packet, out var header).Should().BeTrue();
                    header
                        .Should()
                        .Be(
                            new RtpHeader
                            {
                                PayloadType = type,
                                Marker = marker,
                                SequenceNumber = sequence,
                                Timestamp = timestamp,
                                Ssrc = ssrc,
                                HeaderLength = 12,
                                PayloadLength = 8,
                            }
                        );
                },
                iter: 500
            );
    }

    [Theory]
    [InlineData("80080001000000020000000301020304", 12, 4, 0)]
    [InlineData("820800010000000200000003AAAAAAAABBBBBBBB0102", 20, 2, 0)]
    [InlineData("900800010000000200000003BEDE000110FF000001", 20, 1, 0)]
    [InlineData("A00800010000000200000003010203000003", 12, 3, 3)]
    [InlineData("B10800010000000200000003AAAAAAAABEDE00000102", 20, 0, 2)]
    public void Header_with_sources_extension_and_padding_is_measured(string hex, int header, int payload, int padding)
    {
        RtpHeader.TryParse(Convert.FromHexString(hex), out var parsed).Should().BeTrue();

        (parsed.HeaderLength, parsed.PayloadLength, parsed.PaddingLength).Should().Be((header, payload, padding));
    }

    [Theory]
    [InlineData("")]
    [InlineData("8008000100000002000000")]
    [InlineData("40080001000000020000000301")]
    [InlineData("810800010000000200000003AAAAAA")]
    [InlineData("900800010000000200000003BEDE00")]
    [InlineData("900800010000000200000003BEDE000110FF00")]
    [InlineData("A0080001000000020000000300")]
    [InlineData("A0080001000000020000000302")]
    [InlineData("A00800010000000200000003")]
    public void Packet_that_lies_about_its_form_is_refused(string hex) =>
        RtpHeader.TryParse(Convert.FromHexString(hex), out _).Should().BeFalse();

    [Fact]
    public void No_bytes_make_the_header_reader_throw_and_parts_add_up()
    {
        Gen.Byte.Array[0, 60]
            .Sample(
                bytes =>
                {
                    if (bytes.Length > 0)
                    {
                        bytes[0] = (byte)((bytes[0] & 0x3F) | 0x80);
                    }
                    return !RtpHeader.TryParse(bytes, out var h)
                        || (h.HeaderLength + h.PayloadLength + h.PaddingLength == bytes.Length && h.PayloadLength >= 0);
                },
                iter: 20_000
            );
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, true)]
    [InlineData(192, true)]
    [InlineData(223, true)]
    [InlineData(191, false)]
    [InlineData(8, false)]
    [InlineData(0x80 | 101, false)]
    public void Rtcp_is_told_from_rtp_by_its_type(byte second, bool expected) =>
        RtpPacket.IsRtcp([0x80, second, 0, 1, 0, 0, 0, 0]).Should().Be(expected);

    [Fact]
    public void Sequence_numbers_are_unwrapped_in_any_order()
    {
        Gen.Int[-30_000, 30_000]
            .Array[1, 200]
            .Sample(
                steps =>
                {
                    var unwrapper = default(SequenceUnwrapper);
                    var highest = 40_000L;
                    unwrapper.Unwrap((ushort)highest);
                    foreach (var step in steps)
                    {
                        var next = highest + step;
                        if (unwrapper.Unwrap(unchecked((ushort)next)) != next)
                        {
                            return false;
                        }
                        highest = Math.Max(highest, next);
                    }
                    return unwrapper.Highest == highest;
                },
                iter: 300
            );
    }

    [Fact]
    public void Clock_runs_for_months_without_overflow()
    {
        RtpClock.FromNanoseconds(1_500_000_000, 8000).Should().Be(12_000);
        var months = 300L * 86_400;
        RtpClock.FromNanoseconds(months * 1_000_000_000, 48_000).Should().Be(unchecked((uint)(months * 48_000)));
        RtpClock.ToTimeSpan(160, 8000).Should().Be(TimeSpan.FromMilliseconds(20));
    }
}
