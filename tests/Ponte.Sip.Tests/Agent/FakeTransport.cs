using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>A transport whose other end is the test: keeps what is sent, and gives flows as told.</summary>
internal sealed class FakeTransport : ISipTransport
{
    public static readonly IPEndPoint Us = new(IPAddress.Parse("10.0.0.1"), 5060);

    private readonly Dictionary<SipTarget, SipFlow> _flows = [];
    private long _id;

    public event Action<SipMessage, SipFlow>? Received;

    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed;

    public event Action<SipFlow, string>? FlowClosed;

    /// <summary>What was sent, in order; tests take from it.</summary>
    public List<(SipFlow Flow, SipMessage Message)> Sent { get; } = [];

    /// <summary>The flow that was made last for a target.</summary>
    public SipFlow? LastFlow { get; private set; }

    public List<SipTarget> Connected { get; } = [];

    public List<(SipTarget Target, string Reason)> Retired { get; } = [];

    /// <summary>What a target gives instead of a flow; null to give one.</summary>
    public Func<SipTarget, FlowResult?> Failure { get; set; } = _ => null;

    /// <summary>What a connection waits for.</summary>
    public Func<SipTarget, Task> Delay { get; set; } = _ => Task.CompletedTask;

    public void Send(SipFlow flow, SipMessage message)
    {
        if (flow.IsOpen)
        {
            Sent.Add((flow, message));
        }
    }

    public async ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken)
    {
        Connected.Add(target);
        if (Delay(target) is { IsCompleted: false } delay)
        {
            try
            {
                await delay.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return FlowResult.Failure(FlowFailureKind.Cancelled, "given up");
            }
        }
        if (Failure(target) is { } failure)
        {
            return failure;
        }
        if (!_flows.TryGetValue(target, out var flow) || !flow.IsOpen)
        {
            flow = Flow(target.Protocol, target.Address, inbound: false);
            _flows[target] = flow;
            LastFlow = flow;
        }
        return FlowResult.Success(flow);
    }

    public void Retire(SipTarget target, string reason)
    {
        Retired.Add((target, reason));
        _flows.Remove(target);
    }

    public SipFlow Flow(TransportProtocol protocol, IPEndPoint remote, bool inbound, TlsPeer? certificate = null) =>
        new()
        {
            Id = ++_id,
            ListenerName = "main",
            Peer = certificate,
            Protocol = protocol,
            Local = Us,
            Remote = remote,
            IsInbound = inbound,
            Profile = protocol == TransportProtocol.Tls ? "default" : "",
            SentByHost = protocol == TransportProtocol.Tls ? "sbc.example.com" : "10.0.0.1",
            SentByPort = protocol == TransportProtocol.Tls ? 5061 : 5060,
        };

    public void Deliver(SipFlow flow, SipMessage message) => Received?.Invoke(message, flow);

    public void DeliverMalformed(SipFlow flow, SipParseError error, ReadOnlyMemory<byte> bytes) => Malformed?.Invoke(error, bytes, flow);

    public void Close(SipFlow flow, string reason)
    {
        if (flow.MarkClosed(reason))
        {
            FlowClosed?.Invoke(flow, reason);
        }
    }
}
