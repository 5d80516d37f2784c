using System.Text;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>A message of each kind that the calls of a test do not send by themselves.</summary>
internal static class HostileSamples
{
    private const string Sipfrag = "SIP/2.0 180 Ringing\r\n";
    private const string Sdp =
        "v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\nm=audio 20000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
        + "a=candidate:1 1 UDP 2130706431 10.0.0.9 20000 typ host\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\n";

    /// <summary>All of them; those that belong to a dialog belong to the one of <paramref name="invite"/>.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> All(SipRequest invite)
    {
        var dialog = $"{invite.CallId};to-tag={invite.FromTag};from-tag=x";
        yield return Of(
            "REGISTER",
            "sip:pbx.example",
            "",
            "Contact: <sip:201-desk@10.0.0.9>;expires=600;+sip.instance=\"<urn:uuid:1>\";reg-id=1"
        );
        yield return Of("REGISTER", "sip:pbx.example", "", "Contact: *", "Expires: 0");
        yield return Of("SUBSCRIBE", "sip:202@pbx.example", "", "Event: dialog", "Accept: application/dialog-info+xml", "Expires: 600");
        yield return Of("SUBSCRIBE", "sip:201@pbx.example", "", "Event: message-summary", "Expires: 0");
        yield return Of("REFER", "sip:202@pbx.example", "", "Refer-To: <sip:355@pbx.example?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>");
        yield return Of("INVITE", "sip:202@pbx.example", Sdp, $"Replaces: {dialog}", "Require: replaces", "Content-Type: application/sdp");
        yield return Of("INVITE", "sip:202@pbx.example", Sdp, $"Replaces: {dialog};early-only", "Content-Type: application/sdp");
        yield return Of(
            "NOTIFY",
            "sip:pbx.example",
            Sipfrag,
            "Event: refer",
            "Subscription-State: active",
            "Content-Type: message/sipfrag"
        );
        yield return Of("OPTIONS", "sip:pbx.example", "", "Accept: application/sdp");
        yield return Of("MESSAGE", "sip:202@pbx.example", "ciao", "Content-Type: text/plain");
        yield return Of("PUBLISH", "sip:201@pbx.example", "", "Event: presence");
        yield return Of("CANCEL", "sip:202@pbx.example", "");
        yield return Of("PRACK", "sip:202@pbx.example", "", "RAck: 1 1 INVITE");
        yield return Of("BYE", "sip:202@pbx.example", "", $"Call-ID: {invite.CallId}");
    }

    private static ReadOnlyMemory<byte> Of(string method, string uri, string body, params string[] headers)
    {
        string[] lines =
        [
            $"{method} {uri} SIP/2.0",
            $"Via: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK-{method}-{headers.Length}-{body.Length};rport",
            "Max-Forwards: 70",
            "From: <sip:201-desk@pbx.example>;tag=stranger",
            $"To: <{uri}>",
            .. headers.Any(h => h.StartsWith("Call-ID", StringComparison.Ordinal)) ? Array.Empty<string>() : [$"Call-ID: sample-{method}"],
            $"CSeq: 1 {method}",
            "Contact: <sip:201-desk@10.0.0.9:5060>",
            .. headers,
            $"Content-Length: {Encoding.UTF8.GetByteCount(body)}",
            "",
            body,
        ];
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }
}
