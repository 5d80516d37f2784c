using System.Net;
using System.Text;
using Ponte.Simulator.Media;
using Ponte.Simulator.Microsoft;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>An SBC's INVITE that is right, and what it is judged against.</summary>
internal static class Samples
{
    public const string Key = "IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIi";

    public const string Offer = $"""
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio 20000 RTP/SAVP 8 0 101
        a=rtpmap:101 telephone-event/8000
        a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Key}|2^31
        a=rtcp-mux
        """;

    public const string Invite = """
        INVITE sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone SIP/2.0
        Via: SIP/2.0/TLS sbc.contoso.com:5061;branch=z9hG4bK1
        Max-Forwards: 70
        From: "Mario" <sip:+393331234567@sbc.contoso.com>;tag=a
        To: <sip:+390212345601@sip.pstnhub.microsoft.com>
        Call-ID: c1
        CSeq: 1 INVITE
        Contact: <sip:+393331234567@sbc.contoso.com:5061;transport=tls>
        Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, REFER, NOTIFY
        Supported: replaces, timer
        Content-Type: application/sdp
        """;

    public static MicrosoftOptions Options { get; } =
        new()
        {
            Hubs = [new HubOptions("sip.pstnhub.microsoft.com", new IPEndPoint(IPAddress.Loopback, 0))],
            CertificateFile = "",
            KeyFile = "",
            SbcAuthorityFile = "",
            Media = new MediaPorts(IPAddress.Loopback, 42_000, 42_998),
            Tenants =
            [
                new TenantOptions("contoso")
                {
                    Gateways = [new GatewayOptions("sbc.contoso.com")],
                    BlockedCallers = ["+39000"],
                    Users =
                    [
                        new UserOptions("ada", "Ada Rossi", "+390212345601"),
                        new UserOptions("off", "Off Duty", "+390212345602") { IsEnabled = false },
                        new UserOptions("one", "One", "+390212345603") { Extension = "1" },
                        new UserOptions("two", "Two", "+390212345603") { Extension = "2" },
                    ],
                },
                new TenantOptions("fabrikam") { Domains = ["carrier.example"], Users = [new UserOptions("bo", "Bo", "+390299999999")] },
            ],
        };

    public static TlsPeer Peer(params string[] names) =>
        new()
        {
            Subject = "CN=test",
            Names = [.. names],
            IsTrusted = true,
        };

    public static SipRequest Request(string head, string body = Offer)
    {
        var wire = body.Length == 0 ? "" : body.ReplaceLineEndings("\r\n") + "\r\n";
        var text = $"{head.ReplaceLineEndings("\r\n")}\r\nContent-Length: {Encoding.UTF8.GetByteCount(wire)}\r\n\r\n{wire}";
        SipParser.TryParse(Encoding.UTF8.GetBytes(text), SipLimits.Default, out var message, out var error).Should().BeTrue($"{error}");
        return (SipRequest)message!;
    }

    public static InviteVerdict Judge(SipRequest invite, params string[] certificateNames) =>
        MicrosoftRules.Check(invite, Peer(certificateNames.Length == 0 ? ["sbc.contoso.com"] : certificateNames), Options);
}
