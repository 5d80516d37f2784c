using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

public sealed class SipUriTests
{
    [Fact]
    public void All_parts_of_a_uri()
    {
        var uri = Uri("sips:carla:segreta@Example.ORG:5071;transport=tcp;lr;x=a/b:c%20?Subject=ciao%20mondo&priority=urgent");
        uri.Scheme.Should().Be("sips");
        uri.User.Should().Be("carla");
        uri.Password.Should().Be("segreta");
        uri.Host.Should().Be("Example.ORG");
        uri.Port.Should().Be(5071);
        uri.Parameter("TRANSPORT").Should().Be("tcp");
        uri.Parameter("lr").Should().BeEmpty();
        uri.Parameter("x").Should().Be("a/b:c%20");
        uri.Parameter("y").Should().BeNull();
        uri.HeadersText.Should().Be("Subject=ciao%20mondo&priority=urgent");
        uri.Header("subject").Should().Be("ciao mondo");
        uri.Header("Priority").Should().Be("urgent");
        uri.Header("x").Should().BeNull();
    }

    [Theory]
    [InlineData("sip:sbc.example.com:5061;transport=tls", "", "sbc.example.com", 5061)]
    [InlineData("sip:+390212345601@sbc.example.com;user=phone", "+390212345601", "sbc.example.com", null)]
    [InlineData("sip:*72#0212@pbx.example.com", "*72#0212", "pbx.example.com", null)]
    [InlineData("sip:a_b@host_name.local", "a_b", "host_name.local", null)]
    [InlineData("SIP:carla@example.org.", "carla", "example.org.", null)]
    [InlineData("tel:+39-02-1234;phone-context=example.com", "+39-02-1234", "", null)]
    [InlineData("sip:carla@example.org;maddr=[2001:db8::1]", "carla", "example.org", null)]
    public void Uris_of_the_field_are_read(string text, string user, string host, int? port)
    {
        var uri = Uri(text);
        uri.Text.Should().Be(text);
        uri.User.Should().Be(user);
        uri.Host.Should().Be(host);
        uri.Port.Should().Be(port);
    }

    [Fact]
    public void Refer_to_of_teams_is_kept_byte_for_byte()
    {
        const string text =
            "sip:sip.pstnhub.example:5061;x-m=8:orgid:7b1c/a=;x-t=5f%2F1;x-ti=9/2;transport=tls?Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2&Referred-By=%3Csip:x%40y%3E";
        var uri = Uri(text);
        uri.Text.Should().Be(text);
        uri.Parameters.ToString().Should().Be(";x-m=8:orgid:7b1c/a=;x-t=5f%2F1;x-ti=9/2;transport=tls");
        ReplacesHeader.TryParse(uri.Header("Replaces")!, out var replaces).Should().BeTrue();
        replaces.Should().Be(new ReplacesHeader("a@b", "1", "2", false));
        uri.Header("Referred-By").Should().Be("<sip:x@y>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("carla")]
    [InlineData("sip:")]
    [InlineData(":carla")]
    [InlineData("1sip:carla@example.org")]
    [InlineData("sip:@example.org")]
    [InlineData("sip:carla@")]
    [InlineData("sip:carla@exa mple.org")]
    [InlineData("sip:carla@example.org:")]
    [InlineData("sip:carla@example.org:65536")]
    [InlineData("sip:carla@example.org:5o60")]
    [InlineData("sip:carla@example.org:-1")]
    [InlineData("sip:carla@example.org>")]
    [InlineData("sip:carla@exam\"ple.org")]
    [InlineData("sip:carla@one@two")]
    [InlineData("sip:carla@example.org\r\nVia: x")]
    [InlineData("tel:")]
    [InlineData("tel:;phone-context=x")]
    [InlineData("urn:")]
    public void What_is_no_uri_is_refused(string text)
    {
        SipUri.TryParse(text, out var uri).Should().BeFalse();
        uri.Should().BeNull();
    }

    // RFC 3261 19.1.4: the pairs differ in what its lists of examples differ in.
    [Theory]
    [InlineData("sip:%63arla@roma.example;transport=TCP", "sip:carla@RoMa.example;Transport=tcp")]
    [InlineData("sip:carla@milano.example", "sip:carla@milano.example;novita=5")]
    [InlineData("sip:carla@milano.example", "sip:carla@milano.example;sicurezza=si")]
    [InlineData("sip:carla@milano.example;novita=5", "sip:carla@milano.example;sicurezza=si")]
    [InlineData(
        "sip:torino.example;transport=tcp;method=REGISTER?to=sip:beppe%40torino.example",
        "sip:torino.example;method=REGISTER;transport=tcp?to=sip:beppe%40torino.example"
    )]
    [InlineData(
        "sip:carla@roma.example?subject=progetto%20x&priority=urgent",
        "sip:carla@roma.example?priority=urgent&subject=progetto%20x"
    )]
    [InlineData("sip:carla@roma.example?Subject=a", "sip:carla@roma.example?subject=a")]
    [InlineData("tel:+39-02-1234", "tel:+39(02)1234")]
    [InlineData("urn:service:sos", "URN:service:sos")]
    public void Equivalent_uris(string left, string right)
    {
        Uri(left).IsEquivalentTo(Uri(right)).Should().BeTrue();
        Uri(right).IsEquivalentTo(Uri(left)).Should().BeTrue();
    }

    [Theory]
    [InlineData("SIP:CARLA@RoMa.example;Transport=udp", "sip:carla@RoMa.example;Transport=UDP", "users differ in case")]
    [InlineData("sip:beppe@torino.example", "sip:beppe@torino.example:5060", "a default port that is written")]
    [InlineData("sip:beppe@torino.example", "sip:beppe@torino.example;transport=udp", "a default transport that is written")]
    [InlineData("sip:beppe@torino.example", "sip:beppe@torino.example:6000;transport=tcp", "port and transport")]
    [InlineData("sip:carla@milano.example", "sip:carla@milano.example?Subject=prossima%20riunione", "a header")]
    [InlineData("sip:beppe@telefono21.ufficio.example", "sip:beppe@192.0.2.4", "whatever DNS says")]
    [InlineData("sip:carla@milano.example;sicurezza=si", "sip:carla@milano.example;sicurezza=no", "a parameter in both")]
    [InlineData("sip:carla@milano.example;user=phone", "sip:carla@milano.example", "user in one only")]
    [InlineData("sip:carla@milano.example;ttl=1", "sip:carla@milano.example", "ttl in one only")]
    [InlineData("sip:carla@milano.example;method=BYE", "sip:carla@milano.example", "method in one only")]
    [InlineData("sip:carla@milano.example;maddr=192.0.2.1", "sip:carla@milano.example", "maddr in one only")]
    [InlineData("sip:carla@milano.example", "sips:carla@milano.example", "scheme")]
    [InlineData("sip:carla:x@milano.example", "sip:carla@milano.example", "password")]
    [InlineData("sip:carla@milano.example", "sip:milano.example", "user in one only")]
    [InlineData("sip:a%40b@milano.example", "sip:a%2Fb@milano.example", "escaped reserved characters")]
    [InlineData("sip:a%2Fb@milano.example", "sip:a/b@milano.example", "a reserved character is not its escape")]
    [InlineData("tel:+39021234", "tel:+39021235", "number")]
    [InlineData("tel:1234;phone-context=+39", "tel:1234", "parameter")]
    [InlineData("urn:service:sos", "urn:service:SOS", "text")]
    public void Different_uris(string left, string right, string because)
    {
        Uri(left).IsEquivalentTo(Uri(right)).Should().BeFalse(because);
        Uri(right).IsEquivalentTo(Uri(left)).Should().BeFalse(because);
    }

    [Fact]
    public void Equivalence_is_not_transitive_as_the_rfc_notes()
    {
        Uri("sip:carla@milano.example").IsEquivalentTo(Uri("sip:carla@milano.example;sicurezza=si")).Should().BeTrue();
        Uri("sip:carla@milano.example").IsEquivalentTo(Uri("sip:carla@milano.example;sicurezza=no")).Should().BeTrue();
        Uri("sip:carla@milano.example;sicurezza=si").IsEquivalentTo(Uri("sip:carla@milano.example;sicurezza=no")).Should().BeFalse();
    }

    [Fact]
    public void Builder_writes_and_changes_uris()
    {
        new SipUriBuilder
        {
            User = "+39021234",
            Host = "2001:db8::1",
            Port = 5061,
        }
            .Parameter("user", "phone")
            .Parameter("lr")
            .ToString()
            .Should()
            .Be("sip:+39021234@[2001:db8::1]:5061;user=phone;lr");
        SipUriBuilder
            .From(Uri("sips:a%20b@example.org;transport=tcp;x=1"))
            .Parameter("TRANSPORT", "tls")
            .Without("x")
            .ToString()
            .Should()
            .Be("sips:a%20b@example.org;TRANSPORT=tls");
    }

    [Fact]
    public void Builder_lets_nothing_leave_its_part()
    {
        var uri = new SipUriBuilder { User = "a@b>\r\n x\"è", Host = "example.org" }
            .Parameter("p;q", "1;lr>\r\n=?")
            .ToString();
        uri.Should().Be("sip:a%40b%3E%0D%0A%20x%22%C3%A8@example.org;p%3Bq=1%3Blr%3E%0D%0A%3D%3F");
        Uri(uri).UserText.Should().Be("a@b>\r\n x\"è");
        Uri(uri).Parameters.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%C3%A8", "è")]
    [InlineData("%E8", "è")]
    public void Unescape_leaves_what_is_no_escape(string text, string expected) => SipUri.Unescape(text).Should().Be(expected);
}
