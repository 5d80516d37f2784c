using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

/// <summary>
/// RFC 4475 3.2 to 3.4: messages that are sound, or lack something, where a layer above decides. Here: that it can see what it needs to.
/// </summary>
public sealed class TortureLayersTests
{
    [Fact]
    public void Badbranch_a_cookie_with_nothing_behind_it_is_no_transaction_id()
    {
        var via = Wire.Request(Simple("OPTIONS").Replace("z9hG4bKkdju", "z9hG4bK", StringComparison.Ordinal)).TopVia!;
        via.Branch.Should().Be("z9hG4bK");
        via.HasTransactionId.Should().BeFalse("the rules of RFC 2543 then match the transaction");
    }

    [Theory]
    [InlineData("From", "From is missing")]
    [InlineData("To", "To is missing")]
    [InlineData("Call-ID", "Call-ID is missing")]
    [InlineData("Via", "Via is missing")]
    [InlineData("CSeq", "CSeq is missing")]
    public void Insuf_a_required_header_field_is_missing(string name, string reason)
    {
        Wire.Refused(Simple("INVITE").Replace($"\n{name}:", "\nX-Altro:", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = reason, SipStatus = 400 });
    }

    [Theory]
    [InlineData("nessunoConosceQuestoSchema:contenuto-opaco", "nessunoconoscequestoschema")]
    [InlineData("soap.beep://192.0.2.103:3002", "soap.beep")]
    public void Unkscm_and_novelsc_another_scheme_is_seen_so_that_416_can_be_answered(string uri, string scheme)
    {
        var request = Wire.Request(Simple("OPTIONS", uri: uri));
        request.RequestUriText.Should().Be(uri);
        request.RequestUri!.Scheme.Should().Be(scheme);
        request.RequestUri.IsSip.Should().BeFalse();
    }

    [Fact]
    public void Unksm2_other_schemes_in_header_fields_are_accepted()
    {
        var request = Wire.Request(
            Simple("REGISTER", "From: <http://www.example.org>;tag=3234\nContact: <name:Carla_Neri>")
                .Replace("To: sip:carla@example.org", "To: isbn:2983792873", StringComparison.Ordinal)
        );
        request.To!.UriText.Should().Be("isbn:2983792873");
        request.From!.Uri!.Scheme.Should().Be("http");
        request.Headers.Addresses(HeaderName.Contact).Single().UriText.Should().Be("name:Carla_Neri");
    }

    [Fact]
    public void Bext01_what_is_required_can_be_listed_for_a_420()
    {
        var request = Wire.Request(Simple("OPTIONS", "Require: nessuno, nemmeno-questo\nProxy-Require: altro"));
        request.Headers.Values(HeaderName.Require).Should().Equal("nessuno", "nemmeno-questo");
        request.Headers.Values(HeaderName.ProxyRequire).Should().Equal("altro");
    }

    [Fact]
    public void Invut_an_unknown_content_type_is_seen()
    {
        Wire.Request(Simple("INVITE", "Content-Type: Application/FormatoIgnoto ;versione=2"))
            .ContentType.Should()
            .Be("application/formatoignoto");
    }

    [Fact]
    public void Regaut01_an_unknown_authorization_scheme_is_seen()
    {
        Wire.Request(Simple("REGISTER", "Authorization: NessunoLoConosce dati-opachi=qui"))
            .Headers.First(HeaderName.Authorization)
            .Should()
            .Be("NessunoLoConosce dati-opachi=qui");
    }

    [Theory]
    [InlineData("CSeq: 59 INVITE", "CSeq stands more than once")]
    [InlineData("Call-ID: altro", "Call-ID stands more than once")]
    [InlineData("i: altro", "Call-ID stands more than once")]
    [InlineData("To: sip:altra@example.org", "To stands more than once")]
    [InlineData("f: sip:altro@example.org;tag=2", "From stands more than once")]
    [InlineData("Max-Forwards: 5", "Max-Forwards stands more than once")]
    [InlineData("Content-Length: 0", "Content-Length stands more than once")]
    public void Multi01_and_mcl01_header_fields_that_must_be_single_are_not(string header, string reason)
    {
        Wire.Refused(Simple("INVITE", header)).Should().BeEquivalentTo(new { Reason = reason, SipStatus = 400 });
    }

    [Fact]
    public void Bcast_a_response_with_vias_that_are_not_ours_shows_them()
    {
        var response = Wire.Response(Answer("200 OK", "Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1s"));
        response.Headers.Values(HeaderName.Via).Should().HaveCount(2, "a user agent drops a response with more Vias than its own");
    }

    [Fact]
    public void Zeromf_no_more_hops()
    {
        Wire.Request(Simple("OPTIONS").Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal))
            .Headers.Number(HeaderName.MaxForwards)
            .Should()
            .Be(0);
    }

    [Fact]
    public void Cparam01_cparam02_regescrt_contacts_of_a_registration()
    {
        var outside = Wire.Request(Simple("REGISTER", "Contact: sip:+39021234@gw1.example.net;ignoto"))
            .Headers.Addresses(HeaderName.Contact)
            .Single();
        outside.Parameter("ignoto").Should().BeEmpty();
        outside.Uri!.Parameters.Should().BeEmpty();

        var inside = Wire.Request(Simple("REGISTER", "Contact: <sip:+39021234@gw1.example.net;ignoto>"))
            .Headers.Addresses(HeaderName.Contact)
            .Single();
        inside.Parameters.Should().BeEmpty();
        inside.Uri!.HasParameter("ignoto").Should().BeTrue();
        inside.Uri.IsEquivalentTo(outside.Uri).Should().BeTrue("an unknown parameter in one of two URIs does not count");

        var escaped = Wire.Request(Simple("REGISTER", "M: <sip:carla@example.org?Route=%3Csip:sip.example.org%3E>"))
            .Headers.Addresses(HeaderName.Contact)
            .Single();
        escaped.Uri!.Header("route").Should().Be("<sip:sip.example.org>");
        escaped.Uri.IsEquivalentTo(Uri("sip:carla@example.org")).Should().BeFalse();
    }

    [Fact]
    public void Sdp01_what_the_caller_accepts_is_seen()
    {
        Wire.Request(Simple("INVITE", "Accept: text/nessuno")).Headers.HasToken(HeaderName.Accept, "application/sdp").Should().BeFalse();
    }

    [Fact]
    public void Inv2543_a_request_of_the_first_sip()
    {
        var request = Wire.Request(
            """
            INVITE sip:UtenteB@example.org SIP/2.0
            Via: SIP/2.0/UDP vecchio.example.org
            From: <sip:+390255501111@vecchio.example.net;user=phone>
            Record-Route: <sip:UtenteB@example.org;maddr=ss1.example.org>
            To: sip:+390655502222@ss1.example.net;user=phone
            Call-ID: vecchio.1717
            CSeq: 56 INVITE
            Content-Type: application/sdp

            v=0

            """
        );
        request.TopVia!.HasTransactionId.Should().BeFalse();
        request.FromTag.Should().BeEmpty();
        request.Body.Length.Should().Be(5, "without Content-Length the body is the rest of the datagram");
        request.To!.Parameter("user").Should().Be("phone");
    }
}
