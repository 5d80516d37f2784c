using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A transport whose far ends are the peers of the test. What is sent lands in a peer's inbox at once.</summary>
internal sealed class Wire : ISipTransport
{
    private readonly Dictionary<IPEndPoint, Peer> _peers = [];
    private readonly Dictionary<SipTarget, SipFlow> _flows = [];
    private long _id;

    public event Action<SipMessage, SipFlow>? Received;

    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed
    {
        add { }
        remove { }
    }

    public event Action<SipFlow, string>? FlowClosed
    {
        add { }
        remove { }
    }

    public void Add(Peer peer) => _peers.Add(peer.Address, peer);

    public void Send(SipFlow flow, SipMessage message) => _peers[flow.Remote].Inbox.Add(message);

    public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken)
    {
        if (!_peers.TryGetValue(target.Address, out var peer) || peer.IsDown)
        {
            return ValueTask.FromResult(FlowResult.Failure(FlowFailureKind.Refused, "connection refused"));
        }
        if (!_flows.TryGetValue(target, out var flow))
        {
            flow = Flow(peer, inbound: false);
            _flows.Add(target, flow);
        }
        return ValueTask.FromResult(FlowResult.Success(flow));
    }

    public void Retire(SipTarget target, string reason) => _flows.Remove(target);

    public SipFlow Flow(Peer peer, bool inbound)
    {
        var isTls = peer.Protocol == TransportProtocol.Tls;
        return new SipFlow
        {
            Id = ++_id,
            Protocol = peer.Protocol,
            Local = new IPEndPoint(IPAddress.Parse("192.0.2.1"), isTls ? 5061 : 5060),
            Remote = peer.Address,
            IsInbound = inbound && peer.Protocol != TransportProtocol.Udp,
            Profile = isTls ? "default" : "",
            SentByHost = isTls ? "sbc.example.com" : "192.0.2.1",
            SentByPort = isTls ? 5061 : 5060,
        };
    }

    /// <summary>Lets a message of a peer arrive, in the bytes in which it would.</summary>
    public void Deliver(SipFlow flow, SipMessage message)
    {
        SipParser.TryParse(message.Bytes, new SipLimits(), out var parsed, out var error).Should().BeTrue(error.Reason);
        Received?.Invoke(parsed!, flow);
    }
}
