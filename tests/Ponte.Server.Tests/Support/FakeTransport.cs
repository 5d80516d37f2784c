using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Support;

/// <summary>A transport whose messages a test makes up.</summary>
internal sealed class FakeTransport : ISipTransport
{
    public event Action<SipMessage, SipFlow>? Received;

    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed;

    public event Action<SipFlow, string>? FlowClosed;

    public List<SipMessage> Sent { get; } = [];

    public void Receive(SipMessage message, SipFlow flow) => Received?.Invoke(message, flow);

    public void ReceiveGarbage(SipFlow flow) => Malformed?.Invoke(new SipParseError(0, "garbage", 400), new byte[] { 1 }, flow);

    public void Close(SipFlow flow) => FlowClosed?.Invoke(flow, "gone");

    public void Send(SipFlow flow, SipMessage message) => Sent.Add(message);

    public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken) =>
        ValueTask.FromResult(FlowResult.Failure(FlowFailureKind.Cancelled, "fake"));

    public void Retire(SipTarget target, string reason) { }
}
