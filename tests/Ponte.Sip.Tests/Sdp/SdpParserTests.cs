using System.Text;
using CsCheck;
using Ponte.Sip.Sdp;

namespace Ponte.Sip.Tests.Sdp;

public sealed class SdpParserTests
{
    private const string Head = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\n";

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("\r\n\r\n", 4, "empty")]
    [InlineData("v=1\r\n", 0, "does not begin with v=0")]
    [InlineData("o=- 1 2 IN IP4 127.0.0.1\r\nv=0\r\n", 0, "does not begin with v=0")]
    [InlineData("v=0\r\ns=-\r\n", 10, "no o= line")]
    [InlineData("v=0\r\no=- 1 IN IP4 127.0.0.1\r\n", 5, "the o= line has no user, session, version and address")]
    [InlineData("v=0\r\no=- 1 x IN IP4 127.0.0.1\r\n", 5, "the o= line has no user, session, version and address")]
    [InlineData(Head + Head, 41, "a second o= line")]
    [InlineData(Head + "hello\r\n", 36, "not of the form letter=value")]
    [InlineData(Head + " a=x\r\n", 36, "not of the form letter=value")]
    [InlineData(Head + "a\r\n", 36, "not of the form letter=value")]
    [InlineData(Head + "a=x\0y\r\n", 39, "a NUL byte")]
    [InlineData(Head + "c=IN IP4\r\n", 36, "the c= line is not \"IN type address\"")]
    [InlineData(Head + "c=IN IP4 /127\r\n", 36, "the c= line is not \"IN type address\"")]
    [InlineData(Head + "m=audio\r\n", 36, "the m= line is not \"media port protocol formats\"")]
    [InlineData(Head + "m=audio x RTP/AVP 0\r\n", 36, "the m= line is not \"media port protocol formats\"")]
    [InlineData(Head + "m=audio -1 RTP/AVP 0\r\n", 36, "the m= line is not \"media port protocol formats\"")]
    [InlineData(Head + "m=audio 65536 RTP/AVP 0\r\n", 36, "the m= line is not \"media port protocol formats\"")]
    [InlineData(Head + "m=audio 5004/0 RTP/AVP 0\r\n", 36, "the m= line is not \"media port protocol formats\"")]
    [InlineData(Head + "m=audio 5004/2/2 RTP/AVP 0\r\n", 36, "the m= line is not \"media port protocol formats\"")]
    [InlineData(Head + "m=audio 5004 RTP/AVP\r\n", 36, "the m= line has no format")]
    public void Malformed_text_gives_offset_and_reason(string text, int offset, string reason)
    {
        SessionDescription.TryParse(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var description, out var error).Should().BeFalse();
        description.Should().BeNull();
        error.Should().Be(new SdpParseError(offset, reason));
    }

    [Fact]
    public void Every_limit_is_kept()
    {
        var limits = new SdpLimits
        {
            MaxBytes = 300,
            MaxLines = 8,
            MaxLineBytes = 60,
            MaxMedia = 2,
            MaxFormats = 3,
        };
        Reason(Head + new string('x', 300)).Should().Be("longer than 300 bytes");
        Reason(Head + "a=" + new string('x', 59) + "\r\n").Should().Be("a line longer than 60 bytes");
        Reason(Head + string.Concat(Enumerable.Repeat("a=x\r\n", 6))).Should().Be("more than 8 lines");
        Reason(Head + string.Concat(Enumerable.Repeat("m=audio 0 RTP/AVP 0\r\n", 3))).Should().Be("more than 2 media");
        Reason(Head + "m=audio 0 RTP/AVP 0 1 2 3\r\n").Should().Be("more than 3 formats");

        string Reason(string text)
        {
            SessionDescription.TryParse(Encoding.UTF8.GetBytes(text), limits, out _, out var error).Should().BeFalse();
            return error.Reason;
        }
    }

    [Fact]
    public void Default_limits_are_those_that_the_comments_give_reasons_for() =>
        SdpLimits
            .Default.Should()
            .Be(
                new SdpLimits
                {
                    MaxBytes = 32_768,
                    MaxLines = 1_000,
                    MaxLineBytes = 4_096,
                    MaxMedia = 32,
                    MaxFormats = 128,
                }
            );

    [Fact]
    public void Unknown_lines_survive_in_their_places()
    {
        var text = SdpSamples.Wire(
            """
            v=0
            o=user 99999999999999999999999 2 IN IP6 2001:db8::1
            s=Größe
            i=x
            z=2882844526 -1h
            a=x-odd:1:2:3
            t=0 0
            a=after-time
            m=audio 5004/2 RTP/AVP 0
            i=title
            c=IN IP4 224.2.1.1/127/3
            k=prompt
            y=never heard of
            a=x-more
            m=application 9 DTLS/SCTP webrtc-datachannel
            b=AS:30
            """
        );

        SdpSamples.Parse(text).Print().Should().Be(text);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n\r\n")]
    public void Lines_may_end_otherwise(string end)
    {
        var text = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nm=audio 4 RTP/AVP 0\r\na=ptime:30\r\n";
        SdpSamples.Parse(text.Replace("\r\n", end, StringComparison.Ordinal)).Print().Should().Be(text);
    }

    [Fact]
    public void Last_line_needs_no_end() =>
        SdpSamples.Parse(Head + "m=audio 4 RTP/AVP 0\r\na=inactive").Media[0].Direction.Should().Be(AudioDirection.Inactive);

    [Fact]
    public void Media_lines_override_the_sessions()
    {
        var description = SdpSamples.Parse(
            Head
                + "c=IN IP4 192.0.2.1\r\na=inactive\r\nm=audio 4 RTP/AVP 0\r\nc=in ip6 2001:db8::7\r\na=sendonly\r\nm=audio 6 RTP/AVP 0\r\n"
        );
        description.ConnectionOf(description.Media[0])!.IPAddress!.ToString().Should().Be("2001:db8::7");
        description.DirectionOf(description.Media[0]).Should().Be(AudioDirection.SendOnly);
        description.ConnectionOf(description.Media[1])!.Address.Should().Be("192.0.2.1");
        description.DirectionOf(description.Media[1]).Should().Be(AudioDirection.Inactive);
    }

    [Theory]
    [InlineData("IN IP4 192.0.2.1", "192.0.2.1", false)]
    [InlineData("IN IP4 224.1.2.3/127", "224.1.2.3", false)]
    [InlineData("IN IP6 ::1", "::1", false)]
    [InlineData("IN IP4 0.0.0.0", "0.0.0.0", true)]
    [InlineData("IN IP6 ::", "::", true)]
    [InlineData("IN IP4 media.example.com", null, false)]
    [InlineData("IN IP4 ::1", null, false)]
    [InlineData("IN IP6 192.0.2.1", null, false)]
    public void Connection_line_is_read(string value, string? address, bool unspecified)
    {
        var connection = SdpConnection.Parse(value)!;
        (connection.IPAddress?.ToString()).Should().Be(address);
        connection.IsUnspecified.Should().Be(unspecified);
    }

    [Theory]
    [InlineData("8 PCMA/8000", 8, "PCMA", 8000, 1)]
    [InlineData("96  opus/48000/2", 96, "opus", 48000, 2)]
    [InlineData("101 telephone-event/8000/1", 101, "telephone-event", 8000, 1)]
    public void Rtpmap_is_read(string value, byte number, string encoding, int rate, int channels) =>
        RtpMap.Parse(value).Should().Be(new RtpMap(number, encoding, rate, channels));

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("8 PCMA")]
    [InlineData("8 /8000")]
    [InlineData("8 PCMA/")]
    [InlineData("8 PCMA/0")]
    [InlineData("8 PCMA/-8000")]
    [InlineData("8 PCMA/8000/0")]
    [InlineData("8 PCMA/8000/1/1")]
    [InlineData("128 PCMA/8000")]
    [InlineData("x PCMA/8000")]
    [InlineData("8 PCMA/99999999999")]
    public void Malformed_rtpmap_is_passed_over(string value) => RtpMap.Parse(value).Should().BeNull();

    [Theory]
    [InlineData("53020", 53020, null)]
    [InlineData("53020 IN IP4 192.0.2.9", 53020, "192.0.2.9")]
    [InlineData("53020 IN IP6 2001:db8::9", 53020, "2001:db8::9")]
    public void Rtcp_is_read(string value, int port, string? address)
    {
        var rtcp = RtcpAttribute.Parse(value)!.Value;
        rtcp.Port.Should().Be(port);
        (rtcp.Address?.ToString()).Should().Be(address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("5 IN IP4")]
    [InlineData("5 IN IP4 name")]
    public void Malformed_rtcp_is_passed_over(string value) => RtcpAttribute.Parse(value).Should().BeNull();

    [Theory]
    [InlineData("20", 20.0)]
    [InlineData("2.5", 2.5)]
    [InlineData("0", null)]
    [InlineData("-20", null)]
    [InlineData("1e3", null)]
    [InlineData("5000", null)]
    [InlineData("x", null)]
    public void Packet_time_makes_sense_or_is_passed_over(string value, double? milliseconds) =>
        (SdpSamples.WithMedia($"m=audio 4 RTP/AVP 0\na=ptime:{value}").Media[0].PacketTime?.TotalMilliseconds).Should().Be(milliseconds);

    [Fact]
    public void Format_parameters_belong_to_exactly_one_number()
    {
        var media = SdpSamples.WithMedia("m=audio 4 RTP/AVP 10 101\na=fmtp:101 0-16\na=fmtp:10 x=1; y=2").Media[0];
        media.FormatParameters("10").Should().Be("x=1; y=2");
        media.FormatParameters("101").Should().Be("0-16");
        media.FormatParameters("1").Should().BeNull();
    }

    [Fact]
    public void Direction_takes_the_place_of_all_direction_lines()
    {
        var media = SdpSamples.WithMedia("m=audio 4 RTP/AVP 0\na=sendonly\na=x\na=inactive").Media[0];
        media.WithDirection(AudioDirection.ReceiveOnly).Lines.Select(l => l.Value).Should().Equal("recvonly", "x");
        SdpSamples
            .WithMedia("m=audio 4 RTP/AVP 0\na=x")
            .Media[0]
            .WithDirection(AudioDirection.Inactive)
            .Lines.Select(l => l.Value)
            .Should()
            .Equal("x", "inactive");
    }

    [Fact]
    public void Line_end_in_a_value_makes_no_line_of_its_own()
    {
        var description = SdpSamples.WithMedia("m=audio 4 RTP/AVP 0");
        var poisoned = description with { Lines = [.. description.Lines, SdpLine.Attribute("x", "1\r\na=sendonly")] };
        SdpSamples.Parse(poisoned.Print()).DirectionOf(poisoned.Media[0]).Should().Be(AudioDirection.SendReceive);
    }

    [Fact]
    public void Keys_do_not_reach_a_log()
    {
        var description = SdpSamples.WithMedia($"m=audio 4 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}");
        var crypto = description.Media[0].Cryptos.Single();
        foreach (
            var text in new[] { $"{description}", $"{description.Media[0]}", $"{crypto}", $"{crypto.Key}", $"{SdpSamples.Local.Keys[0]}" }
        )
        {
            text.Should().NotContain("IiIi").And.NotContain("34,").And.NotContain("inline");
        }
    }

    [Fact]
    public void What_parses_prints_and_parses_again()
    {
        var line = Gen.OneOf(
            "m=audio 5004 RTP/AVP 0 8 101",
            "m=video 0 RTP/SAVP 31",
            "m=image 9/3 udptl t38",
            "c=IN IP4 192.0.2.1/127",
            "a=rtpmap:0 PCMU/8000",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + SdpSamples.TheirKey,
            "a=",
            "a=:",
            "t=0 0",
            "b=CT:1"
        );
        var odd = Gen.Char['\u0001', '\u024F'].Array[1, 20].Select(c => "a=" + new string(c));
        Gen.Select(Gen.Frequency((4, (IGen<string>)line), (1, odd)).Array[0, 20], Gen.OneOf("\r\n", "\n"))
            .Sample(
                (lines, end) =>
                {
                    var text = $"v=0{end}o=- 1 2 IN IP4 127.0.0.1{end}" + string.Join(end, lines) + end;
                    if (!SessionDescription.TryParse(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var first, out _))
                    {
                        return true;
                    }
                    return SessionDescription.TryParse(first.ToBytes(), SdpLimits.Default, out var second, out _)
                        && first.Equals(second)
                        && first.GetHashCode() == second.GetHashCode()
                        && string.Equals(first.Print(), second.Print(), StringComparison.Ordinal);
                },
                iter: 3000
            );
    }

    [Fact]
    public void Damaged_text_never_throws()
    {
        var sample = Encoding.UTF8.GetBytes(
            SdpSamples.Wire(
                $"""
                v=0
                o=- 1 2 IN IP4 127.0.0.1
                c=IN IP4 192.0.2.1
                m=audio 5004/2 RTP/SAVP 0 101
                a=rtpmap:101 telephone-event/8000
                a=rtcp:5 IN IP4 192.0.2.1
                a=ptime:20
                a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}|2^31|1:4
                """
            )
        );
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte, Gen.Int[0, sample.Length])
            .Array[1, 8]
            .Sample(
                damage =>
                {
                    var bytes = sample.ToArray();
                    foreach (var (at, value, _) in damage)
                    {
                        bytes[at] = value;
                    }
                    Look(bytes.AsSpan(0, damage[0].Item3));
                    Look(bytes);
                },
                iter: 5000
            );
        Gen.Byte.Array[0, 200].Sample(bytes => Look(bytes), iter: 3000);
    }

    private static void Look(ReadOnlySpan<byte> text)
    {
        if (!SessionDescription.TryParse(text, SdpLimits.Default, out var description, out var error))
        {
            error.Offset.Should().BeInRange(0, text.Length);
            error.Reason.Should().NotBeEmpty();
            return;
        }
        foreach (var media in description.Media)
        {
            _ = (description.ConnectionOf(media)?.IPAddress, description.DirectionOf(media), media.Rtcp, media.PacketTime);
            _ = (media.RtpMaps.Count(), media.Cryptos.Select(c => c.Print()).Count());
        }
        _ = description.WithVersion(9).Print();
    }
}
