using Ponte.Sip.Messages;

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
}
