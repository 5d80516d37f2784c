using System.Text;
using CsCheck;
using Ponte.Server.Trace;

namespace Ponte.Server.Tests.Trace;

public sealed class SecretMaskTests
{
    private static readonly string[] Parts =
    [
        "Authorization:",
        "\r\n",
        "\r\n\r\n",
        " x",
        "a=crypto:",
        "inline:",
        "sip:",
        "a:b@",
        "k=",
        ":",
        "@",
        "i:",
        "CSeq:",
    ];

    [Theory]
    [InlineData("Authorization: Digest username=\"u\", response=\"f00\"", "Authorization: Digest ************* **************")]
    [InlineData("proxy-authorization : Basic dTpw", "proxy-authorization : Basic ****")]
    [InlineData("AUTHORIZATION: token", "AUTHORIZATION: *****")]
    [InlineData("Authorization: Digest a=1,\r\n  response=2", "Authorization: Digest ****\r\n  **********")]
    [InlineData("Subject: a\r\n response=2", "Subject: a\r\n response=2")]
    [InlineData("WWW-Authenticate: Digest nonce=\"n\"", "WWW-Authenticate: Digest nonce=\"n\"")]
    [InlineData("From: <sip:me:secret@example.com>", "From: <sip:me:******@example.com>")]
    [InlineData("Contact: <SIPS:me:x@h>,<sip:y@h:5060>", "Contact: <SIPS:me:*@h>,<sip:y@h:5060>")]
    [InlineData("To: <sip:h:5060>", "To: <sip:h:5060>")]
    public void Headers_lose_their_secrets_and_nothing_else(string header, string masked) =>
        Mask($"OPTIONS sip:h SIP/2.0\r\n{header}\r\n\r\n").Should().Be($"OPTIONS sip:h SIP/2.0\r\n{masked}\r\n\r\n");

    [Theory]
    [InlineData("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:QUJD|2^31|1:1", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:****|2^31|1:1")]
    [InlineData("a=crypto:2 X INLINE:QUJD;inline:REVG", "a=crypto:2 X INLINE:****;inline:****")]
    [InlineData("k=clear:abc", "k=*********")]
    [InlineData("a=ice-pwd:abc", "a=ice-pwd:***")]
    [InlineData("a=key-mgmt:mikey QUJD", "a=key-mgmt:***** ****")]
    [InlineData("Signal= 5", "Signal= *")]
    [InlineData("a=rtpmap:8 PCMA/8000", "a=rtpmap:8 PCMA/8000")]
    [InlineData("Authorization: in a body", "Authorization: in a body")]
    public void Bodies_lose_their_secrets_and_nothing_else(string line, string masked)
    {
        Mask($"INVITE sip:h SIP/2.0\r\n\r\nv=0\r\n{line}\r\n").Should().Be($"INVITE sip:h SIP/2.0\r\n\r\nv=0\r\n{masked}\r\n");
        Mask($"INVITE sip:h SIP/2.0\n\nv=0\n{line}").Should().Be($"INVITE sip:h SIP/2.0\n\nv=0\n{masked}");
    }

    [Fact]
    public void A_password_in_the_request_uri_is_masked() =>
        Mask("INVITE sip:a:pw@h SIP/2.0\r\n\r\n").Should().Be("INVITE sip:a:**@h SIP/2.0\r\n\r\n");

    [Theory]
    [InlineData("Call-ID:  abc@h \r\nCSeq: 4 INVITE", "abc@h", "INVITE")]
    [InlineData("i:abc\r\nCSEQ:1\tBYE ", "abc", "BYE")]
    [InlineData("Via: x", "", "")]
    public void Call_id_and_method_are_found(string headers, string callId, string method)
    {
        var bytes = Encoding.UTF8.GetBytes($"SIP/2.0 200 OK\r\n{headers}\r\n\r\n");

        var scan = SecretMask.Apply(bytes);

        Encoding.UTF8.GetString(bytes[scan.CallId]).Should().Be(callId);
        Encoding.UTF8.GetString(bytes[scan.Method]).Should().Be(method);
    }

    [Fact]
    public void Any_bytes_keep_their_length_and_their_line_ends() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 30].Select(p => Encoding.UTF8.GetBytes(string.Concat(p)))
            )
            .Sample(
                bytes =>
                {
                    var copy = bytes.ToArray();
                    var scan = SecretMask.Apply(copy);
                    _ = copy[scan.CallId].Length + copy[scan.Method].Length;
                    return copy.Length == bytes.Length
                        && copy.Zip(bytes).All(p => p.First == p.Second || (p.First == (byte)'*' && p.Second is not ((byte)'\n')));
                },
                iter: 20_000
            );

    private static string Mask(string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        SecretMask.Apply(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
