using Ponte.Sip.Messages;

namespace Ponte.Sip.Transports;

/// <summary>Sends and receives whole SIP messages (RFC 3261 section 18). Knows flows, not transactions.</summary>
/// <remarks>
/// Events are raised on the transport's threads: handlers post to their loop and return. Messages of one flow are raised in the order
/// they came in.
/// </remarks>
public interface ISipTransport
{
    /// <summary>A message came in.</summary>
    event Action<SipMessage, SipFlow>? Received;

    /// <summary>Bytes came in that are no SIP message: the reason, what was received of it, and from where. Already counted.</summary>
    event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed;

    /// <summary>A connection ended; the text says why. Raised once per connection, after its last message.</summary>
    event Action<SipFlow, string>? FlowClosed;

    /// <summary>
    /// Sends a message. Never throws; any thread; messages of one flow leave in the order of the calls. On a closed flow the message is
    /// dropped and counted: <see cref="FlowClosed"/> was or will be raised.
    /// </summary>
    void Send(SipFlow flow, SipMessage message);

    /// <summary>
    /// Gives a flow to <paramref name="target"/>: for UDP at once; for TCP and TLS a connection that we opened earlier or one opened now,
    /// never one that the peer opened. Callers with equal targets share one attempt. Failures, also cancellation, are values.
    /// </summary>
    ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the connection to <paramref name="target"/> out of use: the next request opens a new one. The old one still carries answers
    /// and is closed when nothing more happens on it.
    /// </summary>
    void Retire(SipTarget target, string reason);
}
