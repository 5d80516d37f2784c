using System.Net;
using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>INVITEs as lines and Teams send them, and the flows that they come by.</summary>
internal static class Invites
{
    public static SipRequest To(string requestUri, string from, params string[] headers)
    {
        var text = string.Join(
            "\r\n",
            [
                $"INVITE {requestUri} SIP/2.0",
                "Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKa1",
                "Max-Forwards: 70",
                $"From: {from};tag=1",
                $"To: <{requestUri}>",
                "Call-ID: a@198.51.100.7",
                "CSeq: 1 INVITE",
                "Contact: <sip:198.51.100.7>",
                .. headers,
                "Content-Length: 0",
                "",
                "",
            ]
        );
        SipParser.TryParse(Encoding.UTF8.GetBytes(text), new SipLimits(), out var message, out var error).Should().BeTrue(error.Reason);
        return (SipRequest)message!;
    }

    public static SipFlow Udp(string remote) =>
        new()
        {
            Id = 1,
            Protocol = TransportProtocol.Udp,
            Local = IPEndPoint.Parse("192.0.2.1:5060"),
            Remote = IPEndPoint.Parse(remote),
            SentByHost = "192.0.2.1",
            SentByPort = 5060,
        };

    public static SipFlow Tls(string remote, string name, bool isTrusted = true) =>
        new()
        {
            Id = 2,
            Protocol = TransportProtocol.Tls,
            Local = IPEndPoint.Parse("192.0.2.1:5061"),
            Remote = IPEndPoint.Parse(remote),
            IsInbound = true,
            SentByHost = "192.0.2.1",
            SentByPort = 5061,
            Peer = new TlsPeer
            {
                Subject = $"CN={name}",
                Names = [name],
                IsTrusted = isTrusted,
            },
        };
}
