using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Server.Composition;

/// <summary>
/// A transport that holds back what comes in until it is opened. Calls that are taken over must be able to send from the start, but a BYE that
/// comes in before its call is there again would be answered as unknown.
/// </summary>
/// <param name="transport">The real one.</param>
internal sealed class HeldTransport(ISipTransport transport) : ISipTransport
{
    private readonly Lock _lock = new();

    /// <summary>What came in, in its order; null once opened. Guarded by <see cref="_lock"/>.</summary>
    private Queue<Action>? _held = new();

    private volatile bool _isOpen;

    /// <inheritdoc/>
    public event Action<SipMessage, SipFlow>? Received;

    /// <inheritdoc/>
    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed;

    /// <inheritdoc/>
    public event Action<SipFlow, string>? FlowClosed;

    /// <summary>Begins to listen to the real transport. Called once, before that one starts.</summary>
    public void Attach()
    {
        transport.Received += OnReceived;
        transport.Malformed += (error, bytes, flow) => Hold(() => Malformed?.Invoke(error, bytes, flow));
        transport.FlowClosed += (flow, reason) => Hold(() => FlowClosed?.Invoke(flow, reason));
    }

    /// <summary>Passes on what was held, and from now on everything at once.</summary>
    public void Open()
    {
        lock (_lock)
        {
            while (_held!.TryDequeue(out var deliver))
            {
                deliver();
            }
            _held = null;
            _isOpen = true;
        }
    }

    /// <inheritdoc/>
    public void Send(SipFlow flow, SipMessage message) => transport.Send(flow, message);

    /// <inheritdoc/>
    public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken) =>
        transport.ConnectAsync(target, cancellationToken);

    /// <inheritdoc/>
    public void Retire(SipTarget target, string reason) => transport.Retire(target, reason);

    /// <summary>Answers to what we sent pass at once, and so does everything once the gate is open, without a closure.</summary>
    private void OnReceived(SipMessage message, SipFlow flow)
    {
        if (_isOpen || message is SipResponse)
        {
            Received?.Invoke(message, flow);
            return;
        }
        HoldRequest(message, flow);
    }

    private void HoldRequest(SipMessage message, SipFlow flow) => Hold(() => Received?.Invoke(message, flow));

    private void Hold(Action deliver)
    {
        lock (_lock)
        {
            if (_held is not null)
            {
                _held.Enqueue(deliver);
                return;
            }
        }
        deliver();
    }
}
