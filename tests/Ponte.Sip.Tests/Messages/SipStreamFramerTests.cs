using System.Text;
using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

public sealed class SipStreamFramerTests
{
    private static readonly string First =
        Simple("INVITE", "Content-Type: application/sdp").Replace("l: 0", "Content-Length : 13", StringComparison.Ordinal)
        + "v=0\n\n\ns=\n";
    private static readonly string Second = Answer("200 OK");

    [Fact]
    public void Every_split_of_a_stream_gives_the_same_pieces()
    {
        var stream = Wire.Bytes(First + "\n\n" + Second + First);
        for (var split = 0; split <= stream.Length; split++)
        {
            using var framer = new SipStreamFramer(SipLimits.Default);
            var pieces = Feed(framer, stream.AsSpan(0, split));
            pieces.AddRange(Feed(framer, stream.AsSpan(split)));
            pieces
                .Where(p => p.Kind == SipFrameKind.Message)
                .Select(p => p.Message!.ToString())
                .Should()
                .Equal(Text(First), Text(Second), Text(First));
            // A ping that is split shows its first half as a pong: it may be one.
            pieces.Where(p => p.Kind is SipFrameKind.Ping).Should().HaveCount(1, $"split at {split}");
            pieces.Should().NotContain(p => p.Kind == SipFrameKind.Malformed || p.Kind == SipFrameKind.Broken);
            framer.Buffered.Should().Be(0);
        }
    }

    [Fact]
    public void One_octet_at_a_time()
    {
        var stream = Wire.Bytes("\n" + First + Second);
        using var framer = new SipStreamFramer(SipLimits.Default);
        var pieces = new List<SipFrame>();
        foreach (var octet in stream)
        {
            pieces.AddRange(Feed(framer, [octet]));
        }
        pieces.Select(p => p.Kind).Should().Equal(SipFrameKind.Pong, SipFrameKind.Message, SipFrameKind.Message);
    }

    [Fact]
    public void Every_prefix_of_a_message_waits_for_the_rest()
    {
        var message = Wire.Bytes(First);
        for (var length = 0; length < message.Length; length++)
        {
            using var framer = new SipStreamFramer(SipLimits.Default);
            Feed(framer, message.AsSpan(0, length)).Should().BeEmpty();
            framer.Buffered.Should().Be(length);
        }
    }

    [Theory]
    [InlineData("\n", SipFrameKind.Pong)]
    [InlineData("\n\n", SipFrameKind.Ping)]
    public void Line_ends_between_messages_keep_the_connection_alive(string text, SipFrameKind kind)
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        Feed(framer, Wire.Bytes(text)).Select(p => p.Kind).Should().Equal(kind);
        Feed(framer, Wire.Bytes(Second)).Select(p => p.Kind).Should().Equal(SipFrameKind.Message);
        Feed(framer, Wire.Bytes(text)).Select(p => p.Kind).Should().Equal(kind);
    }

    [Fact]
    public void Five_line_ends_are_two_pings_and_a_pong()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        Feed(framer, Wire.Bytes("\n\n\n\n\n")).Select(p => p.Kind).Should().Equal(SipFrameKind.Ping, SipFrameKind.Ping, SipFrameKind.Pong);
    }

    [Fact]
    public void A_malformed_message_does_not_end_the_stream()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        var wrong = First.Replace("CSeq: 8", "CSeq: x", StringComparison.Ordinal);
        var pieces = Feed(framer, Wire.Bytes(wrong + Second));
        pieces.Select(p => p.Kind).Should().Equal(SipFrameKind.Malformed, SipFrameKind.Message);
        pieces[0].Error.SipStatus.Should().Be(400);
        SipResponseBuilder.ForMalformed(pieces[0].Bytes, pieces[0].Error).Should().NotBeNull();
    }

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: cinque")]
    [InlineData("Content-Length: 5\nl: 6")]
    [InlineData("Content-Length:")]
    public void An_unsure_length_breaks_the_stream(string header)
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        var pieces = Feed(framer, Wire.Bytes(Simple("INVITE").Replace("l: 0", header, StringComparison.Ordinal) + Second));
        pieces.Select(p => p.Kind).Should().Equal(SipFrameKind.Broken);
        pieces[0].Error.SipStatus.Should().Be(400);
        SipResponseBuilder.ForMalformed(pieces[0].Bytes, pieces[0].Error)!.Build().StatusCode.Should().Be(400);
        Feed(framer, Wire.Bytes(Second)).Should().BeEmpty("nothing can be read behind it");
    }

    [Fact]
    public void Something_else_than_sip_breaks_the_stream()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        var pieces = Feed(framer, Wire.Bytes("GET / HTTP/1.1\nHost: example.org\n\n" + Second));
        pieces.Select(p => p.Kind).Should().Equal(SipFrameKind.Broken);
        pieces[0].Error.SipStatus.Should().Be(0);
    }

    [Fact]
    public void A_length_that_is_missing_counts_as_none()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        Feed(framer, Wire.Bytes(Second.Replace("Content-Length: 0\n", "", StringComparison.Ordinal) + Second))
            .Select(p => p.Kind)
            .Should()
            .Equal(SipFrameKind.Message, SipFrameKind.Message);
    }

    [Theory]
    [InlineData("Content-Length: 5000")]
    [InlineData("Content-Length: 99999999999999999999")]
    public void A_message_beyond_the_limit_breaks_the_stream_before_it_is_received(string header)
    {
        using var framer = new SipStreamFramer(SipLimits.Default with { MaxMessageBytes = 4000 });
        var pieces = Feed(framer, Wire.Bytes(Simple("INVITE").Replace("l: 0", header, StringComparison.Ordinal)));
        pieces.Single().Kind.Should().Be(SipFrameKind.Broken);
        pieces.Single().Error.SipStatus.Should().Be(513);
    }

    [Fact]
    public void A_header_without_end_is_not_collected_for_ever()
    {
        var limits = SipLimits.Default with { MaxMessageBytes = 10_000 };
        using var framer = new SipStreamFramer(limits);
        var line = Wire.Bytes("X-Lunga: " + new string('x', 500) + "\n");
        var most = 0;
        for (var i = 0; i < 100; i++)
        {
            var pieces = Feed(framer, line);
            most = Math.Max(most, framer.Buffered);
            if (pieces.Count > 0)
            {
                pieces.Single().Kind.Should().Be(SipFrameKind.Broken);
                pieces.Single().Error.SipStatus.Should().Be(513);
                most.Should().BeLessThanOrEqualTo(limits.MaxMessageBytes + line.Length);
                return;
            }
        }
        Assert.Fail("The header was collected without limit.");
    }

    [Fact]
    public void A_large_message_comes_through_many_reads()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        var body = new byte[50_000];
        new Random(7).NextBytes(body);
        byte[] stream =
        [
            .. Wire.Bytes(Simple("MESSAGE", "Content-Type: x/y").Replace("l: 0", "l: 50000", StringComparison.Ordinal)),
            .. body,
            .. Wire.Bytes(Second),
        ];
        var pieces = new List<SipFrame>();
        foreach (var chunk in stream.Chunk(1400))
        {
            pieces.AddRange(Feed(framer, chunk));
        }
        pieces.Select(p => p.Kind).Should().Equal(SipFrameKind.Message, SipFrameKind.Message);
        pieces[0].Message!.Body.ToArray().Should().Equal(body);
    }

    private static string Text(string lines) => Encoding.UTF8.GetString(Wire.Bytes(lines));

    private static List<SipFrame> Feed(SipStreamFramer framer, ReadOnlySpan<byte> bytes)
    {
        var pieces = new List<SipFrame>();
        while (bytes.Length > 0)
        {
            var buffer = framer.GetBuffer();
            var count = Math.Min(buffer.Length, bytes.Length);
            bytes[..count].CopyTo(buffer.Span);
            framer.Advance(count);
            bytes = bytes[count..];
            for (var frame = framer.Read(); frame.Kind != SipFrameKind.Incomplete; frame = framer.Read())
            {
                pieces.Add(frame);
            }
        }
        return pieces;
    }
}
