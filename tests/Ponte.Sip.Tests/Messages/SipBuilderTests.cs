using System.Text;
using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

public sealed class SipBuilderTests
{
    [Fact]
    public void Request_is_written_as_given_with_its_length_last()
    {
        var request = new SipRequestBuilder(SipMethod.Invite, "sip:+39021234@example.org;user=phone")
            .Add(HeaderName.Via, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx")
            .Add(HeaderName.From, "\"Ada è qui\" <sip:ada@example.org>;tag=1")
            .Add(HeaderName.To, "<sip:+39021234@example.org>")
            .Add(HeaderName.CallId, "c1")
            .Add(HeaderName.CSeq, "1 INVITE")
            .Add("X-Propria", "v")
            .Body("application/sdp", "v=0\r\nè\r\n"u8.ToArray())
            .Build();
        request
            .ToString()
            .Should()
            .Be(
                """
                INVITE sip:+39021234@example.org;user=phone SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx
                From: "Ada è qui" <sip:ada@example.org>;tag=1
                To: <sip:+39021234@example.org>
                Call-ID: c1
                CSeq: 1 INVITE
                X-Propria: v
                Content-Type: application/sdp
                Content-Length: 9

                v=0
                è

                """.Replace("\n", "\r\n", StringComparison.Ordinal)
            );
        request.Method.Should().Be(SipMethod.Invite);
        request.FromTag.Should().Be("1");
        SipParser.TryParse(request.Bytes, SipLimits.Default, out _, out _).Should().BeTrue();
    }

    [Fact]
    public void No_value_can_add_a_header_field()
    {
        const string evil = "x\r\nVia: male\r\n\r\nINVITE\rY\nZ\0";
        var request = new SipRequestBuilder("NUOVO", "sip:a@b\r\nEvil: 1 SIP/2.0")
            .Add(HeaderName.Subject, evil)
            .Add("X-Altra", evil)
            .Body("text/plain\r\nEvil: 2", Encoding.UTF8.GetBytes("corpo"))
            .Build();
        request.Headers.Count.Should().Be(4);
        request.Headers.Select(h => h.NameText).Should().Equal("Subject", "X-Altra", "Content-Type", "Content-Length");
        request.Headers.First(HeaderName.Subject).Should().Be("x Via: male  INVITE Y Z");
        request.RequestUriText.Should().Be("sip:a@b%0D%0AEvil:%201%20SIP/2.0");
        var response = new SipResponseBuilder(200, "OK\r\nEvil: 3").Add(HeaderName.Server, evil).Build();
        response.ReasonPhrase.Should().Be("OK Evil: 3");
        response.Headers.Count.Should().Be(2);
    }

    [Fact]
    public void Names_that_are_no_tokens_and_lengths_by_hand_are_refused()
    {
        var builder = new SipRequestBuilder(SipMethod.Options, "sip:a@b");
        builder.Invoking(b => b.Add("A: b\r\nC", "d")).Should().Throw<ArgumentException>();
        builder.Invoking(b => b.Add("", "d")).Should().Throw<ArgumentException>();
        builder.Invoking(b => b.Add("l", "5")).Should().Throw<ArgumentException>();
        builder.Invoking(b => b.Add(HeaderName.ContentType, "x/y")).Should().Throw<ArgumentException>();
        builder.Build();
        builder.Invoking(b => b.Build()).Should().Throw<InvalidOperationException>();
        new Action(() => _ = new SipRequestBuilder("A B", "sip:a@b")).Should().Throw<ArgumentException>();
        new Action(() => _ = new SipRequestBuilder(SipMethod.Other, "sip:a@b")).Should().Throw<ArgumentException>();
        new Action(() => _ = new SipResponseBuilder(99, "")).Should().Throw<ArgumentOutOfRangeException>();
        new Action(() => _ = new SipResponseBuilder(700, "")).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Unknown_header_fields_are_carried_octet_by_octet()
    {
        byte[] odd = [.. "X-Binaria: "u8, 0xe8, 0xff, 0x80, .. " ;; \"aperta"u8];
        var text = Simple("INVITE", "X-Segno: @@@\nX-Piegata: uno\n \t due\n\n".TrimEnd('\n'));
        var bytes = Wire.Bytes(text);
        var at = bytes.AsSpan().IndexOf("@@@"u8);
        bytes = [.. bytes[..(at + 3)], .. "\r\n"u8, .. odd, .. bytes[(at + 3)..]];
        var source = (SipRequest)Wire.Parse(bytes);
        var builder = new SipRequestBuilder(SipMethod.Invite, "sip:x@y");
        foreach (var header in source.Headers.Where(h => h.Name == HeaderName.Other))
        {
            builder.Add(header);
        }
        var copy = builder.Build();
        copy.Headers.Select(h => h.NameText).Should().Equal("X-Segno", "X-Binaria", "X-Piegata", "Content-Length");
        copy.Headers[1].ValueBytes.ToArray().Should().Equal(odd[11..]);
        copy.Headers[2].Value.Should().Be("uno due");
        copy.Bytes.Span.IndexOf("uno due\r\n"u8).Should().BePositive("folding is not written");
    }

    [Fact]
    public void Response_takes_every_via_and_record_route_in_order_and_no_tag_for_a_100()
    {
        var request = Wire.Request(
            Simple(
                "INVITE",
                "Via: SIP/2.0/TCP due;branch=b, SIP/2.0/UDP tre;branch=c\nRecord-Route: <sip:p1;lr>\nRecord-Route: <sip:p2;lr>\nTimestamp: 54"
            )
        );
        var trying = SipResponseBuilder.For(request, 100, toTag: "t").Build();
        trying.ToTag.Should().BeEmpty();
        trying.Headers.First(HeaderName.Timestamp).Should().Be("54");
        trying.Headers.Contains(HeaderName.RecordRoute).Should().BeFalse();
        var ok = SipResponseBuilder.For(request, 200, "Va bene", "t").Build();
        ok.ReasonPhrase.Should().Be("Va bene");
        ok.ToTag.Should().Be("t");
        ok.Headers.Values(HeaderName.Via).Select(v => v[..11]).Should().Equal("SIP/2.0/UDP", "SIP/2.0/TCP", "SIP/2.0/UDP");
        ok.Headers.All(HeaderName.RecordRoute).Should().Equal("<sip:p1;lr>", "<sip:p2;lr>");
        var inDialog = Wire.Request(
            Simple("BYE").Replace("To: sip:carla@example.org", "To: <sip:carla@example.org>;tag=mio", StringComparison.Ordinal)
        );
        SipResponseBuilder.For(inDialog, 481, toTag: "t").Build().ToTag.Should().Be("mio");
        SipResponseBuilder.For(request, 404, toTag: "t").Build().Headers.Contains(HeaderName.RecordRoute).Should().BeFalse();
    }
}
