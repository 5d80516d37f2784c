using System.Collections.Immutable;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>One INVITE, on either side, and the dialog it makes. Lives on its endpoint's loop; members may be called only there.</summary>
/// <remarks>
/// What happens is told to <see cref="Handler"/>. Members that make no sense in the present state do nothing: a hang-up may cross any
/// other event, and the handler's next call tells what won.
/// </remarks>
public sealed partial class InviteSession
{
    internal InviteSession(SipEndpoint endpoint, IInviteHandler? handler)
    {
        Endpoint = endpoint;
        Handler = handler;
    }

    /// <summary>The endpoint it lives on.</summary>
    public SipEndpoint Endpoint { get; }

    /// <summary>The Call-ID.</summary>
    public string CallId { get; private set; } = "";

    /// <summary>Our tag.</summary>
    public string LocalTag { get; private set; } = "";

    /// <summary>The peer's tag; empty before there is a confirmed dialog (UAC).</summary>
    public string RemoteTag { get; private set; } = "";

    /// <summary>Whether the peer sent the INVITE.</summary>
    public bool IsIncoming { get; private set; }

    /// <summary>The first INVITE; for an outgoing session the one sent last, null before it is sent and after a restart.</summary>
    public SipRequest? InitialRequest { get; private set; }

    /// <summary>The flow of the first INVITE; null before it is sent and after a restart.</summary>
    public SipFlow? Flow { get; private set; }

    /// <summary>How far it has come.</summary>
    public InviteState State { get; private set; }

    /// <summary>Who is told. May be replaced at any time.</summary>
    public IInviteHandler? Handler { get; set; }

    /// <summary>How we present ourselves; null for an incoming INVITE before <see cref="Attach"/>.</summary>
    public SessionSettings? Settings { get; private set; }

    /// <summary>UAC: the addresses that were tried and failed so far.</summary>
    public IReadOnlyList<AttemptReport> Attempts => throw new NotSupportedException();

    /// <summary>UAC: the hop whose INVITE is under way or was answered; null before the first.</summary>
    public DestinationHop? Hop => throw new NotSupportedException();

    /// <summary>UAS: takes the INVITE, from <see cref="ISipUser.OnInvite"/>.</summary>
    public void Attach(IInviteHandler handler, SessionSettings settings) => throw new NotSupportedException();

    /// <summary>UAS: sends a 101 to 199.</summary>
    /// <param name="status">The status.</param>
    /// <param name="sdp">SDP; empty for none.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="reliable">Whether to send it reliably if the peer supports that (RFC 3262), whatever the settings say.</param>
    public void Provisional(
        int status,
        ReadOnlyMemory<byte> sdp = default,
        ImmutableArray<ExtraHeader> headers = default,
        bool reliable = false
    ) => throw new NotSupportedException();

    /// <summary>UAS: answers with 200. Waits for a PRACK that is due first.</summary>
    public void Accept(ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers = default) => throw new NotSupportedException();

    /// <summary>UAS: refuses with 300 to 699.</summary>
    public void Reject(int status, string? reason = null, ImmutableArray<ExtraHeader> headers = default) =>
        throw new NotSupportedException();

    /// <summary>UAS, before <see cref="Attach"/>: gives no answer at all.</summary>
    public void Drop() => throw new NotSupportedException();

    /// <summary>
    /// UAC: gives the call up. <see cref="IInviteHandler.OnFailed"/> with <see cref="SipFailureKind.Cancelled"/> follows when it is over: the
    /// CANCEL waits for a first provisional response, and an answer that crosses it is ended by BYE with the same Reason.
    /// </summary>
    /// <param name="reason">The Reason header's value (RFC 3326), or null for none.</param>
    public void Cancel(string? reason = null) => throw new NotSupportedException();

    /// <summary>
    /// Ends the call in whatever state it is: BYE when it is answered (after the ACK, as RFC 3261 15 demands of the answering side),
    /// else CANCEL or 480. The handler is not told anything more, except <see cref="IInviteHandler.OnFailed"/> after a CANCEL.
    /// </summary>
    public void Bye(string? reason = null, ImmutableArray<ExtraHeader> headers = default) => throw new NotSupportedException();

    /// <summary>
    /// Sends a re-INVITE with an offer. Waits for another INVITE or ACK under way, and repeats after glare (491).
    /// <see cref="IInviteHandler.OnReinviteResult"/> tells the end.
    /// </summary>
    public void Reinvite(ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers = default) => throw new NotSupportedException();

    /// <summary>Sends another request inside the dialog: INFO, NOTIFY, REFER …</summary>
    /// <param name="method">The method.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="contentType">The media type of the body; empty for none.</param>
    /// <param name="body">The body.</param>
    /// <param name="done">Told the outcome, on the loop; also when the session ends before.</param>
    public void Request(
        SipMethod method,
        ImmutableArray<ExtraHeader> headers = default,
        string contentType = "",
        ReadOnlyMemory<byte> body = default,
        Action<RequestResult>? done = null
    ) => throw new NotSupportedException();

    /// <summary>Whether the peer's Allow, as far as known, names the method.</summary>
    public bool PeerAllows(SipMethod method) => throw new NotSupportedException();

    /// <summary>What a restart needs to go on. Only for an answered session.</summary>
    /// <exception cref="InvalidOperationException">There is no confirmed dialog.</exception>
    public DialogState Snapshot() => throw new NotSupportedException();
}
