using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>Messages of an SBC as text.</summary>
internal static class RawMessages
{
    public static string Options() =>
        """
            OPTIONS sip:sip.pstnhub.microsoft.com:5061 SIP/2.0
            Via: SIP/2.0/TLS sbc.contoso.com:5061;branch=z9hG4bKoptions
            From: <sip:sbc.contoso.com:5061>;tag=a
            To: <sip:sip.pstnhub.microsoft.com:5061>
            Call-ID: options
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            Contact: <sip:sbc.contoso.com:5061;transport=tls>
            Content-Length: 0


            """.ReplaceLineEndings("\n");

    /// <summary>The right INVITE of <see cref="Samples"/>.</summary>
    public static SipRequest Invite() => Samples.Request(Samples.Invite);

    /// <summary>The 200 of an SBC that listens on a port.</summary>
    public static SipResponse Answer(SipRequest invite, int port, int version = 1, string direction = "sendrecv")
    {
        SessionDescription.TryParse(invite.Body.Span, SdpLimits.Default, out var offer, out _).Should().BeTrue();
        var tag = CryptoAttribute.Parse(offer!.Media[0].Lines.Last(l => l.IsAttribute("crypto")).AttributeValue)!.Tag;
        var body = Samples
            .Offer.Replace("a=crypto:1 ", $"a=crypto:{tag} ", StringComparison.Ordinal)
            .Replace("o=- 1 1 ", $"o=- 1 {version} ", StringComparison.Ordinal);
        return Response(invite, 200, "OK", port, $"{body}\na={direction}\n".ReplaceLineEndings("\r\n"));
    }

    /// <summary>A response of an SBC that listens on a port.</summary>
    public static SipResponse Response(SipRequest request, int status, string phrase, int port, string body = "")
    {
        var lines = new List<string>
        {
            $"SIP/2.0 {status} {phrase}",
            $"From: {request.Headers.First(HeaderName.From)}",
            $"To: {(request.ToTag.Length > 0 ? request.To!.ToString() : request.To!.WithTag("sbc"))}",
            $"Call-ID: {request.CallId}",
            $"CSeq: {request.CSeq}",
            $"Contact: <sip:{TestSbc.Fqdn}:{port};transport=tls>",
            "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, REFER, NOTIFY",
            $"Content-Length: {body.Length}",
        };
        lines.AddRange(request.Headers.All(HeaderName.Via).Select(v => $"Via: {v}"));
        lines.AddRange(request.Headers.All(HeaderName.RecordRoute).Select(r => $"Record-Route: {r}"));
        if (body.Length > 0)
        {
            lines.Add("Content-Type: application/sdp");
        }
        return Parse<SipResponse>(string.Join("\r\n", lines) + "\r\n\r\n" + body);
    }

    /// <summary>A request within the dialog that an answer made.</summary>
    public static string InDialog(string method, SipResponse answer, uint sequence, string? target = null, string? route = null)
    {
        var contact = answer.Headers.Addresses(HeaderName.Contact)[0].UriText;
        var lines = new List<string>
        {
            $"{method} {target ?? contact} SIP/2.0",
            $"Via: SIP/2.0/TLS sbc.contoso.com:5061;branch=z9hG4bK{method}{sequence}{target?.Length}{route?.Length}",
            $"From: {answer.Headers.First(HeaderName.From)}",
            $"To: {answer.Headers.First(HeaderName.To)}",
            $"Call-ID: {answer.CallId}",
            $"CSeq: {sequence} {method}",
            "Max-Forwards: 70",
            "Content-Length: 0",
        };
        route ??= answer.Headers.First(HeaderName.RecordRoute);
        if (route is { Length: > 0 })
        {
            lines.Add($"Route: {route}");
        }
        return string.Join('\n', lines) + "\n\n";
    }

    private static T Parse<T>(string text)
        where T : SipMessage
    {
        SipParser.TryParse(Encoding.UTF8.GetBytes(text), SipLimits.Default, out var message, out var error).Should().BeTrue($"{error}");
        return (T)message!;
    }
}
