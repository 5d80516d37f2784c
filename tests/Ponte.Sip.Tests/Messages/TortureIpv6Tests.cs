using System.Net;
using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

/// <summary>RFC 5118 4: IPv6 addresses in messages.</summary>
public sealed class TortureIpv6Tests
{
    [Fact]
    public void Reference_in_brackets_is_valid()
    {
        var request = Wire.Request(
            """
            REGISTER sip:[2001:db8::20] SIP/2.0
            To: sip:carla@example.org
            From: sip:carla@example.org;tag=81x2
            Via: SIP/2.0/UDP [2001:db8::19:1];branch=z9hG4bKas3-111
            Call-ID: SSG9559905523997077@hlau_4100
            Max-Forwards: 70
            Contact: "Carla" <sip:carla@[2001:db8::1]>
            CSeq: 98176 REGISTER
            Content-Length: 0


            """
        );
        request.RequestUri!.Host.Should().Be("2001:db8::20");
        request.RequestUri.Port.Should().BeNull();
        request.TopVia!.SentByHost.Should().Be("2001:db8::19:1");
        request.Headers.Addresses(HeaderName.Contact).Single().Uri!.Host.Should().Be("2001:db8::1");
    }

    [Theory]
    [InlineData("sip:2001:db8::20")]
    [InlineData("sip:carla@2001:db8::20")]
    [InlineData("sip:[2001:db8::20")]
    [InlineData("sip:[2001:db8:zz::20]")]
    [InlineData("sip:[]")]
    [InlineData("sip:[192.0.2.1]")]
    [InlineData("sip:[fe80::1%25eth0]")]
    public void Reference_without_its_brackets_or_with_something_else_in_them_is_refused(string uri)
    {
        Wire.Refused(Simple("REGISTER", uri: uri)).Should().BeEquivalentTo(new { Reason = "Request-URI is malformed", SipStatus = 400 });
    }

    [Theory]
    [InlineData("sip:[2001:db8::20:5070]", "2001:db8::20:5070", null)]
    [InlineData("sip:[2001:db8::20]:5070", "2001:db8::20", 5070)]
    public void A_port_is_what_stands_behind_the_brackets(string uri, string host, int? port)
    {
        var read = Wire.Request(Simple("REGISTER", uri: uri)).RequestUri!;
        read.Host.Should().Be(host);
        read.Port.Should().Be(port);
    }

    [Theory]
    [InlineData("[2001:db8::19:255]")]
    [InlineData("2001:db8::19:255")]
    public void Received_is_read_with_and_without_brackets(string received)
    {
        ViaHeader.TryParse($"SIP/2.0/UDP [2001:db8::19:1];received={received};branch=z9hG4bKas3-111", out var via).Should().BeTrue();
        via!.Received.Should().Be("2001:db8::19:255");
        via.Branch.Should().Be("z9hG4bKas3-111");
    }

    [Fact]
    public void Addresses_in_a_body_do_not_matter_to_the_message()
    {
        var body = "v=0\r\no=a 1 1 IN IP6 2001:db8::20\r\nc=IN IP6 2001:db8::20\r\n";
        var text = Simple("INVITE", "Content-Type: application/sdp").Replace("l: 0", $"l: {body.Length}", StringComparison.Ordinal) + body;
        Wire.Request(text).Body.Length.Should().Be(body.Length);
    }

    [Fact]
    public void Both_families_in_one_message()
    {
        var request = Wire.Request(
            Simple(
                "BYE",
                "Via: SIP/2.0/UDP [2001:db8::19:1]:6050;received=[2001:db8::19:255];branch=z9hG4bKas3\nRoute: <sip:[2001:db8::9]:5062;lr>, <sip:192.0.2.9;lr>"
            )
        );
        request.Headers.Values(HeaderName.Via).Should().HaveCount(2);
        request
            .Headers.Addresses(HeaderName.Route)
            .Select(r => (r.Uri!.Host, r.Uri.Port))
            .Should()
            .Equal(("2001:db8::9", 5062), ("192.0.2.9", null));
    }

    [Fact]
    public void Mapped_addresses()
    {
        var request = Wire.Request(Simple("INVITE", "Contact: <sip:carla@[::ffff:192.0.2.2]>"));
        request.Headers.Addresses(HeaderName.Contact).Single().Uri!.Host.Should().Be("::ffff:192.0.2.2");
        ViaHeader.TryParse("SIP/2.0/UDP 192.0.2.10:19823;rport;branch=z9hG4bKb", out var via).Should().BeTrue();
        via!
            .WithSource(new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.10"), 5070))
            .Should()
            .Be("SIP/2.0/UDP 192.0.2.10:19823;rport=5070;branch=z9hG4bKb;received=192.0.2.10");
    }

    [Fact]
    public void Three_colons_as_the_grammar_of_rfc3261_allowed_are_read()
    {
        Wire.Request(Simple("OPTIONS", uri: "sip:carla@[2001:db8:::192.0.2.1]")).RequestUri!.Host.Should().Be("2001:db8:::192.0.2.1");
    }
}
