using System.Net;
using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

/// <summary>RFC 4475 3.1.2: messages that are wrong. What is refused is answered with the right status; what is accepted says why.</summary>
public sealed class TortureInvalidTests
{
    [Fact]
    public void Badinv01_separators_without_values_in_via()
    {
        var bytes = Wire.Bytes(Simple("INVITE").Replace(";branch=z9hG4bKkdju", ";;,;,,", StringComparison.Ordinal));
        var error = Wire.Refused(bytes);
        error.Should().Be(new SipParseError(error.Offset, "Via is malformed", 400));
        System.Text.Encoding.ASCII.GetString(bytes.AsSpan(error.Offset, 4)).Should().Be("Via:");
    }

    [Fact]
    public void Clerr_content_length_beyond_the_datagram()
    {
        Wire.Refused(Simple("INVITE").Replace("l: 0", "l: 9999", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = "Content-Length is larger than the body", SipStatus = 400 });
    }

    [Theory]
    [InlineData("-999")]
    [InlineData("five")]
    [InlineData("")]
    [InlineData("5 5")]
    [InlineData("+5")]
    public void Ncl_content_length_that_is_no_number(string value)
    {
        Wire.Refused(Simple("INVITE").Replace("l: 0", "l: " + value, StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = "Content-Length is not a number", SipStatus = 400 });
    }

    [Fact]
    public void Scalar02_numbers_beyond_their_range()
    {
        var text = Simple(
            "REGISTER",
            "Expires: 1" + new string('0', 80) + "\nContact: <sip:carla@nodo.example.org>\n  ;expires=280297596632815"
        );
        var request = Wire.Request(text);
        request.Headers.Number(HeaderName.Expires).Should().BeNull("a registrar then takes its default");
        request.Headers.Addresses(HeaderName.Contact).Single().Parameter("expires").Should().Be("280297596632815");

        Wire.Refused(text.Replace("CSeq: 8", "CSeq: 36893488147419103232", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = "CSeq number is not below 2^31", SipStatus = 400 });
        Wire.Refused(text.Replace("Max-Forwards: 70", "Max-Forwards: 300", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = "Max-Forwards is not a number from 0 to 255", SipStatus = 400 });
    }

    [Fact]
    public void Scalarlg_a_response_with_such_numbers_is_dropped()
    {
        var text = Answer("503 Service Unavailable", "Retry-After: 949302838503028349304023988\nWarning: 1812 ouverture \"In corso\"");
        Wire.Response(text).Headers.Number(HeaderName.RetryAfter).Should().BeNull();
        Wire.Refused(text.Replace("CSeq: 35", "CSeq: 9292394834772304023312", StringComparison.Ordinal)).SipStatus.Should().Be(0);
    }

    [Fact]
    public void Quotbal_a_quote_that_does_not_end()
    {
        Wire.Refused(
                Simple("INVITE")
                    .Replace("To: sip:carla@example.org", "To: \"Dott.ssa C. Neri <sip:carla@example.org>", StringComparison.Ordinal)
            )
            .Should()
            .BeEquivalentTo(new { Reason = "To: quoted string does not end", SipStatus = 400 });
    }

    [Theory]
    [InlineData("INVITE <sip:carla@example.org> SIP/2.0", "Request-URI stands in angle brackets")]
    [InlineData("INVITE sip:carla@example.org; lr SIP/2.0", "space in the Request-URI or around it")]
    [InlineData("INVITE  sip:carla@example.org  SIP/2.0", "space in the Request-URI or around it")]
    [InlineData("INVITE sip:carla@example.org SIP/2.0  ", "request line is not method, URI and version with one space between them")]
    [InlineData("INVITE sip:carla@example.org?Route=%3Csip:example.org%3E SIP/2.0", "Request-URI has header fields")]
    public void Ltgtruri_lwsruri_lwsstart_trws_escruri_request_lines(string line, string reason)
    {
        var text = Simple("INVITE").Replace("INVITE sip:carla@example.org SIP/2.0", line, StringComparison.Ordinal);
        Wire.Refused(text).Should().BeEquivalentTo(new { Reason = reason, SipStatus = 400 });
    }

    [Fact]
    public void Baddate_a_date_that_nobody_needs_is_no_reason_to_refuse()
    {
        Wire.Request(Simple("INVITE", "Date: Fri, 01 Jan 2010 16:00:00 EST")).Headers.First(HeaderName.Date).Should().EndWith("EST");
    }

    [Fact]
    public void Regbadct_a_uri_that_needs_brackets_has_none()
    {
        Wire.Refused(Simple("REGISTER", "Contact: sip:carla@example.org?Route=%3Csip:sip.example.org%3E"))
            .Should()
            .BeEquivalentTo(new { Reason = "Contact: URI with a comma or question mark must stand in angle brackets", SipStatus = 400 });
    }

    [Fact]
    public void Badaspec_spaces_inside_the_brackets_are_ignored_as_the_rfc_allows()
    {
        Wire.Request(
                Simple("OPTIONS")
                    .Replace("To: sip:carla@example.org", "To: \"Neri, Carla\" < sip:carla@example.org >", StringComparison.Ordinal)
            )
            .To!.UriText.Should()
            .Be("sip:carla@example.org");
    }

    [Fact]
    public void Baddn_names_without_quotes_are_read_as_the_rfc_allows_and_written_with_quotes()
    {
        var request = Wire.Request(Simple("OPTIONS", "From:    Bianchi, Beppe <sip:beppe@example.net>;tag=43"));
        request.From!.DisplayName.Should().Be("Bianchi, Beppe");
        NameAddress
            .Format(request.From.DisplayName, request.From.UriText, request.From.Parameters.ToString())
            .Should()
            .Be("\"Bianchi, Beppe\" <sip:beppe@example.net>;tag=43");
    }

    [Fact]
    public void Badvers_another_version_is_answered_with_505()
    {
        var bytes = Wire.Bytes(Simple("OPTIONS").Replace("SIP/2.0", "SIP/7.0", StringComparison.Ordinal));
        var error = Wire.Refused(bytes);
        error.Should().BeEquivalentTo(new { Reason = "version is not SIP/2.0", SipStatus = 505 });
        var answer = SipResponseBuilder.ForMalformed(bytes, error)!.Build();
        answer.StatusCode.Should().Be(505);
        answer.TopVia!.Branch.Should().Be("z9hG4bKkdju");
    }

    [Fact]
    public void Mismatch01_cseq_of_another_method()
    {
        Wire.Refused(Simple("OPTIONS").Replace("CSeq: 8 OPTIONS", "CSeq: 8 INVITE", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(new { Reason = "CSeq method is not the method of the request", SipStatus = 400 });
    }

    [Fact]
    public void Mismatch02_cseq_of_another_method_in_a_request_of_an_unknown_one()
    {
        Wire.Refused(Simple("NUOVO").Replace("CSeq: 8 NUOVO", "CSeq: 8 INVITE", StringComparison.Ordinal)).SipStatus.Should().Be(501);
    }

    [Theory]
    [InlineData("4294967301 meglio non rompere nulla")]
    [InlineData("700 troppo")]
    [InlineData("099 poco")]
    [InlineData("20 poche")]
    [InlineData("2OO lettere")]
    public void Bigcode_a_status_beyond_the_range_is_dropped(string status)
    {
        Wire.Refused(Answer(status)).Should().BeEquivalentTo(new { Reason = "status code is not a number from 100 to 699", SipStatus = 0 });
    }

    [Fact]
    public void Most_malformed_requests_can_be_answered()
    {
        var bytes = Wire.Bytes(
            Simple("INVITE").Replace("To: sip:carla@example.org", "To: \"Carla <sip:carla@example.org>", StringComparison.Ordinal)
        );
        var error = Wire.Refused(bytes);
        var answer = SipResponseBuilder.ForMalformed(bytes, error, "t1", new IPEndPoint(IPAddress.Parse("192.0.2.77"), 5062))!.Build();
        answer
            .ToString()
            .Should()
            .Be(
                """
                SIP/2.0 400 Bad Request (To: quoted string does not end)
                From: <sip:beppe@example.net>;tag=33242
                To: "Carla <sip:carla@example.org>
                Call-ID: semplice.1
                CSeq: 8 INVITE
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKkdju;received=192.0.2.77
                Content-Length: 0


                """.Replace("\n", "\r\n", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void What_must_not_or_cannot_be_answered_is_not()
    {
        var ack = Wire.Bytes(Simple("ACK").Replace("CSeq: 8 ACK", "CSeq: x ACK", StringComparison.Ordinal));
        var ackError = Wire.Refused(ack);
        ackError.SipStatus.Should().Be(400);
        SipResponseBuilder.ForMalformed(ack, ackError).Should().BeNull("an ACK is never answered");

        var noVia = Wire.Bytes(Simple("INVITE").Replace("Via:", "Vai:", StringComparison.Ordinal));
        SipResponseBuilder.ForMalformed(noVia, Wire.Refused(noVia)).Should().BeNull("nothing tells where to");

        var junk = "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"u8.ToArray();
        var junkError = Wire.Refused(junk);
        SipResponseBuilder.ForMalformed(junk, junkError).Should().BeNull();
    }
}
