using System.Net;
using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

public sealed class TypedHeaderTests
{
    [Fact]
    public void Replaces()
    {
        ReplacesHeader.TryParse("98@host ; to-tag=a;from-tag=b;early-only", out var value).Should().BeTrue();
        value.Should().Be(new ReplacesHeader("98@host", "a", "b", true));
        value!.ToString().Should().Be("98@host;to-tag=a;from-tag=b;early-only");
        foreach (var wrong in (string[])["", "98", ";to-tag=a;from-tag=b", "98;to-tag=a", "98;from-tag=a", "98;to-tag=\"a;from-tag=b"])
        {
            ReplacesHeader.TryParse(wrong, out _).Should().BeFalse(wrong);
        }
    }

    [Fact]
    public void Reasons_of_several_protocols_in_one_header()
    {
        var request = Wire.Request(
            Simple(
                "BYE",
                "Reason: Q.850 ;cause=16 ;text=\"Fine, \\\"normale\\\"\", SIP;cause=200;text=\"Call completed elsewhere\"\nReason: preemption;cause=x, ;rotto, Q.850;cause=31"
            )
        );
        var reasons = ReasonHeader.ParseAll(request.Headers);
        reasons
            .Should()
            .Equal(
                new ReasonHeader("Q.850", 16, "Fine, \"normale\""),
                new ReasonHeader("SIP", 200, "Call completed elsewhere"),
                new ReasonHeader("preemption", null, ""),
                new ReasonHeader("Q.850", 31, "")
            );
        reasons[0].IsQ850.Should().BeTrue();
        reasons[0].IsSip.Should().BeFalse();
        reasons[1].IsSip.Should().BeTrue();
        reasons[1].ToString().Should().Be("SIP;cause=200;text=\"Call completed elsewhere\"");
        new ReasonHeader("Q.850", 16, "a\"b\r\n").ToString().Should().Be("Q.850;cause=16;text=\"a\\\"b  \"");
        ReasonHeader.TryParse("SIP;text=\"x", out _).Should().BeFalse();
    }

    [Fact]
    public void Lists_numbers_and_tokens()
    {
        var request = Wire.Request(
            Simple(
                "INVITE",
                """
                Contact: *
                Allow: INVITE, ACK,BYE
                k: timer , 100rel
                SUPPORTED: replaces
                Privacy: id;header , user
                Retry-After: 120 (in riunione);duration=3600
                Min-SE: 90
                X-Ignota: uno
                x-ignota: due
                History-Info: <sip:a@example.org?Reason=SIP%3Bcause%3D302>;index=1, <sip:b@example.org>;index=1.1
                Diversion: "Rossi, Ada" <sip:a@example.org>;reason=unconditional;counter=1
                Referred-By: <sip:c@example.org>
                """
            )
        );
        request.Headers.Values(HeaderName.Contact).Should().Equal("*");
        request.Headers.Values(HeaderName.Allow).Should().Equal("INVITE", "ACK", "BYE");
        request.Headers.Values(HeaderName.Supported).Should().Equal("timer", "100rel", "replaces");
        request.Headers.HasToken(HeaderName.Supported, "Replaces").Should().BeTrue();
        request.Headers.HasToken(HeaderName.Privacy, "header").Should().BeTrue();
        request.Headers.HasToken(HeaderName.Privacy, "id").Should().BeTrue();
        request.Headers.HasToken(HeaderName.Privacy, "none").Should().BeFalse();
        request.Headers.Number(HeaderName.RetryAfter).Should().Be(120);
        request.Headers.Number(HeaderName.MinSe).Should().Be(90);
        request.Headers.Number(HeaderName.Expires).Should().BeNull();
        request.Headers.All("X-IGNOTA").Should().Equal("uno", "due");
        request.Headers.First("x-ignota").Should().Be("uno");
        request.Headers.First("k").Should().Be("timer , 100rel", "a compact form names the same header field");
        request.Headers.First("nulla").Should().BeNull();
        request.Headers.Contains(HeaderName.Date).Should().BeFalse();
        var history = request.Headers.Addresses(HeaderName.HistoryInfo);
        history.Select(h => h.Parameter("index")).Should().Equal("1", "1.1");
        history[0].Uri!.Header("Reason").Should().Be("SIP;cause=302");
        request.Headers.Addresses(HeaderName.Diversion).Single().Parameter("reason").Should().Be("unconditional");
    }

    [Theory]
    [InlineData("SIP/2.0/UDP 192.0.2.1:5062;branch=z9hG4bKa", "SIP/2.0", "UDP", "192.0.2.1", 5062, "z9hG4bKa")]
    [InlineData("SIP/2.0/tls sbc.example.com;alias;rport;branch=z9hG4bKa", "SIP/2.0", "TLS", "sbc.example.com", null, "z9hG4bKa")]
    [InlineData("SIP / 2.0 / UDP [2001:db8::1] : 5060 ; branch = b", "SIP/2.0", "UDP", "2001:db8::1", 5060, "b")]
    [InlineData("SIP/2.0/TCP x.example", "SIP/2.0", "TCP", "x.example", null, "")]
    public void Vias(string text, string protocol, string transport, string host, int? port, string branch)
    {
        ViaHeader.TryParse(text, out var via).Should().BeTrue();
        via!.Protocol.Should().Be(protocol);
        via.Transport.Should().Be(transport);
        via.SentByHost.Should().Be(host);
        via.SentByPort.Should().Be(port);
        via.Branch.Should().Be(branch);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SIP/2.0/UDP")]
    [InlineData("SIP/2.0 host")]
    [InlineData("SIP/2.0/UDP ;branch=a")]
    [InlineData("SIP/2.0/UDP host:port")]
    [InlineData("SIP/2.0/UDP host:99999")]
    [InlineData("SIP/2.0/UDP host x")]
    [InlineData("SIP/2.0/UDP [2001:db8::1")]
    [InlineData("SIP/2.0/UDP 2001:db8::1")]
    [InlineData("SIP/2.0/UDP host;branch=\"x")]
    public void Vias_malformed(string text) => ViaHeader.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Via_is_written_and_completed()
    {
        var text = ViaHeader.Format("UDP", "2001:db8::1", 5060, "z9hG4bKx", rport: true);
        text.Should().Be("SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKx;rport");
        ViaHeader.TryParse(text, out var via).Should().BeTrue();
        via!.HasRPort.Should().BeTrue();
        via.RPort.Should().BeNull();
        var completed = via.WithSource(new IPEndPoint(IPAddress.Parse("2001:db8::7"), 1024));
        completed.Should().Be("SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKx;rport=1024;received=2001:db8::7");
        ViaHeader.TryParse(completed, out var again).Should().BeTrue();
        again!.RPort.Should().Be(1024);
        again.Received.Should().Be("2001:db8::7");
        ViaHeader
            .Format("TLS", "sbc.example.com", null, "z9hG4bKx", rport: false)
            .Should()
            .Be("SIP/2.0/TLS sbc.example.com;branch=z9hG4bKx");
        ViaHeader.TryParse("SIP/2.0/UDP 192.0.2.1;branch=b;received=198.51.100.1", out var plain).Should().BeTrue();
        plain!
            .WithSource(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5060))
            .Should()
            .Be("SIP/2.0/UDP 192.0.2.1;branch=b", "a received of the sender's own is not believed");
    }

    [Fact]
    public void Names_of_header_fields_and_methods()
    {
        foreach (var name in Enum.GetValues<HeaderName>().Where(n => n != HeaderName.Other))
        {
            HeaderNames.Find(HeaderNames.Text(name)).Should().Be(name);
            HeaderNames.Find(HeaderNames.Text(name).ToUpperInvariant()).Should().Be(name);
            HeaderNames.Find(System.Text.Encoding.ASCII.GetBytes(HeaderNames.Text(name).ToLowerInvariant())).Should().Be(name);
        }
        const string compact = "abcdefijklmnorstuvxy";
        compact.Select(c => HeaderNames.Find(c.ToString())).Should().OnlyHaveUniqueItems().And.NotContain(HeaderName.Other);
        compact
            .Select(c => HeaderNames.Find(char.ToUpperInvariant(c).ToString()))
            .Should()
            .Equal(compact.Select(c => HeaderNames.Find(c.ToString())));
        HeaderNames.Find("g").Should().Be(HeaderName.Other);
        HeaderNames.Find("").Should().Be(HeaderName.Other);
        HeaderNames.Find("Viá").Should().Be(HeaderName.Other);
        foreach (var method in Enum.GetValues<SipMethod>().Where(m => m != SipMethod.Other))
        {
            SipMethods.Find(SipMethods.Text(method)).Should().Be(method);
            SipMethods.Find(System.Text.Encoding.ASCII.GetBytes(SipMethods.Text(method))).Should().Be(method);
        }
        SipMethods.Find("invite").Should().Be(SipMethod.Other, "names of methods have a case");
        CSeq.TryParse(" 7  BYE ", out var cseq).Should().BeTrue();
        cseq.ToString().Should().Be("7 BYE");
    }

    [Fact]
    public void Reason_phrases()
    {
        ReasonPhrases.For(486).Should().Be("Busy Here");
        ReasonPhrases.For(499).Should().Be("Bad Request");
        ReasonPhrases.For(699).Should().Be("Declined");
    }
}
