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
    public void Framer_finds_messages_and_keep_alives_in_one_read()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        var bytes = Wire.Bytes("\n\n" + Invite + Invite + "\n");
        bytes.CopyTo(framer.GetBuffer());
        framer.Advance(bytes.Length);
        framer.Read().Kind.Should().Be(SipFrameKind.Ping);
        framer.Read().Kind.Should().Be(SipFrameKind.Message);
        framer.Read().Kind.Should().Be(SipFrameKind.Message);
    }
}
