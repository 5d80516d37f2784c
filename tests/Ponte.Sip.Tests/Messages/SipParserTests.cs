using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Messages;

public sealed class SipParserTests
{
    private const string Invite = """
        INVITE sip:+390212345601@sbc.example.com:5061;user=phone;transport=tls SIP/2.0
        FROM: Ada Rossi<sip:+390612345678@sip.pstnhub.example:5061;user=phone>;tag=a1b2
        TO: <sip:+390212345601@sbc.example.com:5061;user=phone>
        CSEQ: 1 INVITE
        CALL-ID: f1e2d3@sip.pstnhub.example
        MAX-FORWARDS: 70
        VIA: SIP/2.0/TLS 192.0.2.14:5061;branch=z9hG4bKabc
        RECORD-ROUTE: <sip:sip-du-a-eu.example:5061;transport=tls;lr>
        CONTACT: <sip:api-du-a.example:443;x-i=9b/2:c%20;x-c=aa/s/1/bb>
        CONTENT-LENGTH: 5
        CONTENT-TYPE: application/sdp
        SUPPORTED: timer, histinfo
        P-ASSERTED-IDENTITY: Rossi, Ada <sip:+390612345678@example.com>, <tel:+390612345678>

        v=0

        """;

    [Fact]
    public void Invite_with_capital_names_in_any_order_is_read()
    {
        var request = Wire.Request(Invite);
        request.Method.Should().Be(SipMethod.Invite);
        request.RequestUriText.Should().Be("sip:+390212345601@sbc.example.com:5061;user=phone;transport=tls");
        request.RequestUri!.Host.Should().Be("sbc.example.com");
        request.RequestUri.Port.Should().Be(5061);
        request.From!.DisplayName.Should().Be("Ada Rossi");
        request.FromTag.Should().Be("a1b2");
        request.ToTag.Should().BeEmpty();
        request.CSeq.Should().Be(new CSeq(1, SipMethod.Invite, "INVITE"));
        request.CallId.Should().Be("f1e2d3@sip.pstnhub.example");
        request.TopVia!.Branch.Should().Be("z9hG4bKabc");
        request.TopVia.Transport.Should().Be("TLS");
        request.ContentType.Should().Be("application/sdp");
        request.Body.Length.Should().Be(5);
        request.Headers.HasToken(HeaderName.Supported, "TIMER").Should().BeTrue();
        request.Headers.HasToken(HeaderName.Supported, "replaces").Should().BeFalse();
        request.Headers.Number(HeaderName.MaxForwards).Should().Be(70);
        request.Headers.Addresses(HeaderName.Contact).Single().UriText.Should().Be("sip:api-du-a.example:443;x-i=9b/2:c%20;x-c=aa/s/1/bb");
        request.Headers.Addresses(HeaderName.PAssertedIdentity).Select(a => a.DisplayName).Should().Equal("Rossi, Ada", "");
    }

    [Fact]
    public void Response_to_a_request_copies_what_it_must()
    {
        var request = Wire.Request(Invite);
        var response = SipResponseBuilder
            .For(request, 180, toTag: "xyz", source: new System.Net.IPEndPoint(System.Net.IPAddress.Parse("192.0.2.99"), 40000))
            .Add(HeaderName.Contact, "<sip:sbc.example.com>\r\nEvil: yes")
            .Build();
        response
            .ToString()
            .Should()
            .Be(
                """
                SIP/2.0 180 Ringing
                From: Ada Rossi<sip:+390612345678@sip.pstnhub.example:5061;user=phone>;tag=a1b2
                To: <sip:+390212345601@sbc.example.com:5061;user=phone>;tag=xyz
                CSeq: 1 INVITE
                Call-ID: f1e2d3@sip.pstnhub.example
                Via: SIP/2.0/TLS 192.0.2.14:5061;branch=z9hG4bKabc;received=192.0.2.99
                Record-Route: <sip:sip-du-a-eu.example:5061;transport=tls;lr>
                Contact: <sip:sbc.example.com> Evil: yes
                Content-Length: 0


                """.Replace("\n", "\r\n", StringComparison.Ordinal)
            );
        response.ToTag.Should().Be("xyz");
        response.CSeq.Method.Should().Be(SipMethod.Invite);
    }

    [Fact]
    public void Every_prefix_of_a_datagram_is_refused_without_harm()
    {
        var bytes = Wire.Bytes(Invite);
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = Wire.Refused(bytes[..length]);
            error.Offset.Should().BeInRange(0, length);
            error.Reason.Should().NotBeEmpty();
            _ = SipResponseBuilder.ForMalformed(bytes.AsMemory(0, length), error)?.Build();
        }
    }

    [Theory]
    [InlineData("\r\n", "\n")]
    [InlineData("MAX-FORWARDS: 70", "MAX-FORWARDS: 70\nX: y")]
    [InlineData("MAX-FORWARDS: 70", "MAX-FORWARDS: 70\rX: y")]
    public void A_line_end_that_is_not_crlf_is_refused(string old, string replacement)
    {
        var text = Invite.Replace("\n", "\r\n", StringComparison.Ordinal).Replace(old, replacement, StringComparison.Ordinal);
        Wire.Refused(System.Text.Encoding.UTF8.GetBytes(text)).Reason.Should().Be("line does not end with CRLF");
    }

    [Fact]
    public void Line_ends_before_the_message_are_passed_over_and_count_in_offsets()
    {
        var bytes = Wire.Bytes("\n\n" + Invite);
        Wire.Parse(bytes).Bytes.Length.Should().Be(bytes.Length - 4);
        var wrong = Wire.Bytes("\n\n" + Invite.Replace("CSEQ: 1", "CSEQ: x", StringComparison.Ordinal));
        var error = Wire.Refused(wrong);
        System.Text.Encoding.ASCII.GetString(wrong.AsSpan(error.Offset, 5)).Should().Be("CSEQ:");
    }

    [Fact]
    public void Limits_are_kept()
    {
        var bytes = Wire.Bytes(Invite);
        var limits = SipLimits.Default;
        Status(limits with { MaxMessageBytes = bytes.Length }).Should().Be(0);
        Status(limits with { MaxMessageBytes = bytes.Length - 1 }).Should().Be(513);
        Status(limits with { MaxHeaderCount = 12 }).Should().Be(0);
        Status(limits with { MaxHeaderCount = 11 }).Should().Be(513);
        Status(limits with { MaxLineBytes = 80 }).Should().Be(513);
        Status(limits with { MaxBodyBytes = 5 }).Should().Be(0);
        Status(limits with { MaxBodyBytes = 4 }).Should().Be(513);
        int Status(SipLimits l) => SipParser.TryParse(bytes, l, out _, out var error) ? 0 : error.SipStatus;
    }

    [Fact]
    public void More_header_fields_than_usual_are_indexed()
    {
        var many = string.Concat(Enumerable.Range(0, 150).Select(i => $"X-{i}: {i}\n"));
        var request = Wire.Request(Invite.Replace("MAX-FORWARDS", many + "MAX-FORWARDS", StringComparison.Ordinal));
        request.Headers.Count.Should().Be(162);
        request.Headers.First("x-149").Should().Be("149");
    }

    [Theory]
    [InlineData("senza due punti", "header line has no colon")]
    [InlineData(": vuoto", "name of a header field is not a token")]
    [InlineData("a b: c", "name of a header field is not a token")]
    [InlineData("è: c", "name of a header field is not a token")]
    public void Lines_that_are_no_header_fields_are_refused(string line, string reason) =>
        Wire.Refused(Invite.Replace("MAX-FORWARDS", line + "\nMAX-FORWARDS", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = reason, SipStatus = 400 });

    [Fact]
    public void Latin1_names_of_old_exchanges_are_read()
    {
        var bytes = Wire.Bytes(Invite.Replace("Ada Rossi", "Nicol@ Rossi", StringComparison.Ordinal));
        bytes[bytes.AsSpan().IndexOf("Nicol@"u8) + 5] = 0xf2;
        ((SipRequest)Wire.Parse(bytes)).From!.DisplayName.Should().Be("Nicolò Rossi");
    }

    [Theory]
    [InlineData("\r\n\r\n", true)]
    [InlineData("\0", true)]
    [InlineData("", true)]
    [InlineData("\r\nx", false)]
    public void Datagrams_that_keep_a_binding_alive(string text, bool expected) =>
        SipParser.IsKeepAlive(System.Text.Encoding.ASCII.GetBytes(text)).Should().Be(expected);

    [Fact]
    public void Nothing_is_allocated_beyond_the_message_and_its_index()
    {
        var bytes = Wire.Bytes(
            Invite.Replace(
                "MAX-FORWARDS",
                string.Concat(Enumerable.Range(0, 18).Select(i => $"X-Header-{i}: {new string('x', 20)}\n")) + "MAX-FORWARDS",
                StringComparison.Ordinal
            )
        );
        _ = SipParser.TryParse(bytes, SipLimits.Default, out _, out _); // static data is made by the first call
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = SipParser.TryParse(bytes, SipLimits.Default, out var message, out _);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // 30 index entries of 20 octets and three objects.
        message!.Headers.Count.Should().Be(30);
        allocated.Should().BeLessThanOrEqualTo(1000);
    }
}
