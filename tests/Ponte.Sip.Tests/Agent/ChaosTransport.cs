using Ponte.Sip.Messages;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Sends some datagrams twice.</summary>
internal sealed class ChaosTransport(MemoryTransport inner, Random random, double duplicates) : ISipTransport
{
    public event Action<SipMessage, SipFlow>? Received
    {
        add => inner.Received += value;
        remove => inner.Received -= value;
    }

    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed
    {
        add => inner.Malformed += value;
        remove => inner.Malformed -= value;
    }

    public event Action<SipFlow, string>? FlowClosed
    {
        add => inner.FlowClosed += value;
        remove => inner.FlowClosed -= value;
    }

    public void Send(SipFlow flow, SipMessage message)
    {
        inner.Send(flow, message);
        if (flow.Protocol == TransportProtocol.Udp && random.NextDouble() < duplicates)
        {
            inner.Send(flow, message);
        }
    }

    public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken) =>
        inner.ConnectAsync(target, cancellationToken);

    public void Retire(SipTarget target, string reason) => inner.Retire(target, reason);
}
