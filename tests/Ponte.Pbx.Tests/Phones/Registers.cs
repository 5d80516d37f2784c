using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>REGISTERs as phones send them, without a network.</summary>
internal static class Registers
{
    public static readonly RegistrarLimits Limits = new();

    public static SipRequest Message(string callId, uint cseq, params string[] headers)
    {
        var text = string.Join(
            "\r\n",
            [
                "REGISTER sip:pbx.example SIP/2.0",
                "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKa1;rport",
                "Max-Forwards: 70",
                "From: <sip:201-desk@pbx.example>;tag=1",
                "To: <sip:201-desk@pbx.example>",
                $"Call-ID: {callId}",
                $"CSeq: {cseq.ToString(CultureInfo.InvariantCulture)} REGISTER",
                .. headers,
                "Content-Length: 0",
                "",
                "",
            ]
        );
        SipParser.TryParse(Encoding.UTF8.GetBytes(text), new SipLimits(), out var message, out var error).Should().BeTrue(error.Reason);
        return (SipRequest)message!;
    }

    public static SipFlow Flow(string remote = "192.0.2.7:5060", TransportProtocol protocol = TransportProtocol.Udp) =>
        new()
        {
            Id = 1,
            Protocol = protocol,
            Local = IPEndPoint.Parse("192.0.2.1:5060"),
            Remote = IPEndPoint.Parse(remote),
            IsInbound = protocol != TransportProtocol.Udp,
            SentByHost = "192.0.2.1",
            SentByPort = 5060,
        };

    /// <summary>Reads a REGISTER that must be in order.</summary>
    public static RegisterRequest Request(SipFlow flow, string callId, uint cseq, params string[] headers)
    {
        var (request, refusal) = RegisterRequest.Read(Message(callId, cseq, headers), flow, Limits);
        request.Should().NotBeNull(refusal.Reason);
        return request!;
    }

    public static RegisterRequest Request(string callId, uint cseq, params string[] headers) => Request(Flow(), callId, cseq, headers);

    /// <summary>The status that refuses a REGISTER as it is read; 0 for none.</summary>
    public static int ReadStatus(params string[] headers)
    {
        var (request, refusal) = RegisterRequest.Read(Message("a", 1, headers), Flow(), Limits);
        return request is null ? refusal.Status : 0;
    }

    /// <summary>Applies REGISTERs one after the other, each of which must be taken.</summary>
    public static ImmutableArray<Binding> After(Instant now, params RegisterRequest[] requests)
    {
        ImmutableArray<Binding> bindings = [];
        foreach (var request in requests)
        {
            var outcome = RegistrarRules.Apply(bindings, request, Limits, now);
            outcome.Refusal.Should().BeNull();
            bindings = outcome.Bindings;
        }
        return bindings;
    }
}
