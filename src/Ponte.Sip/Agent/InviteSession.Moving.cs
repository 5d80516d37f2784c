using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Agent;

/// <content>The session goes on on another loop of the node, so that its leg can be joined with one that lives there.</content>
public sealed partial class InviteSession
{
    private (SipEndpoint Target, Action<InviteSession> Arrived)? _move;
    private int _requestsUnderWay;

    /// <summary>Whether the peer and we wait for nothing of each other, so that the dialog's state is the whole session.</summary>
    private bool IsQuiet =>
        State == InviteState.Established && _keepers.Count == 0 && _incoming is null && _reinvites.Count == 0 && _requestsUnderWay == 0;

    /// <summary>
    /// Moves the answered session to another endpoint of the node, as soon as no transaction is under way in it. This object is dead
    /// then; its handler is told of what comes from the one that takes its place. A session that ends before does not move.
    /// </summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="arrived">Called on the target's loop with the session there, before anything else happens to it.</param>
    public void MoveTo(SipEndpoint target, Action<InviteSession> arrived)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (State is InviteState.Answered or InviteState.Established)
        {
            _move = (target, arrived);
            Rearm();
        }
    }

    /// <summary>Takes back a <see cref="MoveTo"/>. False: it has left already, or never was to.</summary>
    public bool CancelMove()
    {
        var waited = _move is not null;
        _move = null;
        return waited;
    }

    /// <summary>
    /// UAS, before any response but 100: lets another endpoint of the node take the INVITE, as if it had come there. The handler is not
    /// told anything more.
    /// </summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="taken">Called on the target's loop with the session there, in place of <see cref="ISipUser.OnInvite"/>.</param>
    public void Divert(SipEndpoint target, Action<InviteSession> taken)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (_uas is null || State > InviteState.Proceeding)
        {
            return;
        }
        var (invite, flow) = (InitialRequest!, Flow!);
        _uas.Drop();
        End();
        Endpoint.Places.Enter(CallId, target);
        target.Loop.Post(() => target.Take(invite, flow, taken));
    }

    /// <summary>What has moved goes on here.</summary>
    internal static InviteSession Arriving(SipEndpoint endpoint, Departure left)
    {
        var from = left.Session;
        var session = new InviteSession(endpoint, from.Token, left.Handler)
        {
            CallId = from.CallId,
            LocalTag = from.LocalTag,
            RemoteTag = from.RemoteTag,
            IsIncoming = from.IsIncoming,
            InitialRequest = from.InitialRequest,
            Flow = from.Flow,
            Digest = left.Digest,
            State = InviteState.Established,
            RemoteSdp = left.State.RemoteSdp,
            LocalSdp = left.State.LocalSdp,
            Referrals = from.Referrals,
            _dialog = new Dialog(left.State),
            _peerAllow = from._peerAllow,
            _attempts = left.Attempts,
            _hop = left.Hop,
            _sessionTimer = left.Timer,
            _leastInterval = from._leastInterval,
        };
        session.Take(left.State.Settings);
        session.Path.Flow = from.Path.Flow;
        session.Rearm();
        return session;
    }

    /// <summary>Leaves, if nothing stands in the way. What the first INVITE needs for repeated answers stays behind with its transaction.</summary>
    private void TryMove()
    {
        if (_move is not { } move || !IsQuiet)
        {
            return;
        }
        _move = null;
        var left = new Departure(this, Snapshot(), Handler, Digest, _sessionTimer, Attempts, Hop);
        Handler = null;
        State = InviteState.Ended;
        _sessionTimer = new SessionTimer();
        _timer.Set(Instant.Never);
        Endpoint.Remove(this);
        Endpoint.Places.Enter(this, move.Target);
        move.Target.Loop.Post(() => move.Arrived(move.Target.Arrive(left)));
    }

    private void RequestEnded()
    {
        _requestsUnderWay--;
        Rearm();
    }

    /// <summary>What a session takes along.</summary>
    internal sealed record Departure(
        InviteSession Session,
        DialogState State,
        IInviteHandler? Handler,
        DigestClient? Digest,
        SessionTimer Timer,
        IReadOnlyList<AttemptReport> Attempts,
        DestinationHop? Hop
    );
}
