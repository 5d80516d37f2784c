using System.Collections.Immutable;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>A re-INVITE or UPDATE of the peer that waits for the handler's decision. Answer once, now or later.</summary>
public sealed class IncomingOffer
{
    private readonly Action<IncomingOffer, int, string?, ReadOnlyMemory<byte>, ImmutableArray<ExtraHeader>> _answer;

    internal IncomingOffer(
        SipRequest request,
        bool isRefresh,
        Action<IncomingOffer, int, string?, ReadOnlyMemory<byte>, ImmutableArray<ExtraHeader>> answer
    )
    {
        Request = request;
        IsRefresh = isRefresh;
        _answer = answer;
    }

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>The peer's SDP; empty when the peer wants our offer (re-INVITE) or only refreshes (UPDATE).</summary>
    public ReadOnlyMemory<byte> Sdp => Request.Body;

    /// <summary>Whether it came as UPDATE (RFC 3311), which must be answered at once.</summary>
    public bool IsUpdate => Request.Method == SipMethod.Update;

    /// <summary>Whether the peer's SDP is byte for byte what it sent last: a session refresh. Answer with the unchanged SDP of ours.</summary>
    public bool IsRefresh { get; }

    /// <summary>Whether it has been answered, by the handler or, when the session ended meanwhile, by the stack.</summary>
    public bool IsAnswered { get; internal set; }

    /// <summary>Agrees, with our answer; to a re-INVITE without SDP with our offer, whose answer comes by <see cref="IInviteHandler.OnAcknowledged"/>.</summary>
    public void Accept(ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers = default) => _answer(this, 200, null, sdp, headers);

    /// <summary>Refuses: the session stays as it was (RFC 3261 14.2).</summary>
    public void Reject(int status, string? reason = null, ImmutableArray<ExtraHeader> headers = default) =>
        _answer(this, status, reason, default, headers);
}
