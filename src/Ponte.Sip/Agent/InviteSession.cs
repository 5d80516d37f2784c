using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>One INVITE, on either side, and the dialog it makes. Lives on its endpoint's loop; members may be called only there.</summary>
/// <remarks>
/// <para>What happens is told to <see cref="Handler"/>. Members that make no sense in the present state do nothing: a hang-up may cross any
/// other event, and the handler's next call tells what won.</para>
/// <para>Parts: <see cref="UacInvite"/> and <see cref="UasInvite"/> are the first INVITE, <see cref="Dialogs.Dialog"/> what it made,
/// <see cref="Agent.Reinvite"/> and <see cref="IncomingOffer"/> later changes. All timers of the session are one deadline, the earliest of
/// its parts (<see cref="Rearm"/>), so none can be forgotten.</para>
/// </remarks>
public sealed partial class InviteSession : IDialogHolder
{
    private readonly DeadlineTimer _timer;
    private UacInvite? _uac;
    private UasInvite? _uas;
    private Dialog? _dialog;
    private IReadOnlyList<AttemptReport> _attempts = [];
    private DestinationHop? _hop;

    private InviteSession(SipEndpoint endpoint, ulong token, IInviteHandler? handler)
    {
        Endpoint = endpoint;
        Token = token;
        Handler = handler;
        Path = new DialogPath(endpoint);
        _timer = new DeadlineTimer(endpoint.Loop, OnTimer);
    }

    /// <summary>The endpoint it lives on.</summary>
    public SipEndpoint Endpoint { get; }

    /// <summary>The Call-ID.</summary>
    public string CallId { get; private init; } = "";

    /// <summary>Our tag.</summary>
    public string LocalTag { get; private init; } = "";

    /// <summary>The peer's tag; empty before there is a confirmed dialog (UAC).</summary>
    public string RemoteTag { get; private set; } = "";

    /// <summary>Whether the peer sent the INVITE.</summary>
    public bool IsIncoming { get; private init; }

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
    public IReadOnlyList<AttemptReport> Attempts => _uac?.Failed ?? _attempts;

    /// <summary>UAC: the hop whose INVITE is under way or was answered; null before the first.</summary>
    public DestinationHop? Hop => _uac?.Place?.Hop ?? _hop;

    /// <summary>The number in our tag, by which messages find the session.</summary>
    internal ulong Token { get; }

    internal DialogPath Path { get; }

    DialogPath IDialogHolder.Path => Path;

    DigestClient? IDialogHolder.Digest => Digest;

    SessionSettings IDialogHolder.Settings => Settings!;

    /// <summary>REFERs of the peer so far. After a restart, when it is not known, as if there had been one.</summary>
    internal int Referrals { get; set; }

    /// <summary>Answers challenges; null without credentials.</summary>
    internal DigestClient? Digest { get; private init; }

    internal static InviteSession Outgoing(SipEndpoint endpoint, OutgoingInvite invite, IInviteHandler handler)
    {
        var token = endpoint.Tokens.Next();
        var session = new InviteSession(endpoint, token, handler)
        {
            CallId = endpoint.Tokens.CallId(),
            LocalTag = LoopTokens.Tag(token),
            Digest = invite.Credentials is { } credentials ? new DigestClient(credentials) : null,
        };
        session.Take(invite.Settings);
        session._uac = new UacInvite(session, invite);
        endpoint.Loop.Post(session.Start);
        return session;
    }

    internal static InviteSession Incoming(SipEndpoint endpoint, ServerTransaction transaction, SipFlow flow)
    {
        var token = endpoint.Tokens.Next();
        var invite = transaction.Request;
        transaction.LocalTag = LoopTokens.Tag(token);
        var dialog = Dialog.FromRequest(invite, transaction.LocalTag, flow.Protocol);
        var session = new InviteSession(endpoint, token, null)
        {
            CallId = invite.CallId,
            LocalTag = transaction.LocalTag,
            RemoteTag = invite.FromTag,
            IsIncoming = true,
            InitialRequest = invite,
            Flow = flow,
            _dialog = dialog,
            RemoteSdp = Headers.SdpOf(invite),
        };
        session._uas = new UasInvite(session, transaction);
        transaction.User = session._uas;
        session.LearnPeer(invite);
        return session;
    }

    internal static InviteSession Restored(
        SipEndpoint endpoint,
        ulong token,
        DialogState state,
        IInviteHandler handler,
        Credentials? credentials
    )
    {
        // What was sent after the snapshot (a refresh, an INFO, the BYE of a hang-up) has used numbers that it does not know.
        var dialog = new Dialog(state with { LocalCSeq = state.LocalCSeq + Dialog.RestoreGap });
        var session = new InviteSession(endpoint, token, handler)
        {
            CallId = state.CallId,
            LocalTag = state.LocalTag,
            RemoteTag = state.RemoteTag,
            IsIncoming = state.IsIncoming,
            Digest = credentials is null ? null : new DigestClient(credentials),
            State = InviteState.Established,
            Referrals = 1,
            _dialog = dialog,
            RemoteSdp = state.RemoteSdp,
            LocalSdp = state.LocalSdp,
            _peerAllow = state.RemoteAllow.IsDefaultOrEmpty ? null : string.Join(',', state.RemoteAllow),
        };
        session.Take(state.Settings);
        session.ResumeTimer(state.SessionTimer);
        return session;
    }

    /// <summary>UAC: an INVITE is about to go out on a flow.</summary>
    internal void Sending(SipRequest invite, SipFlow flow)
    {
        InitialRequest = invite;
        Flow = flow;
        Path.Flow = flow;
    }

    /// <summary>UAC: the first INVITE's transactions are all gone; what they kept is not needed any more.</summary>
    internal void Release(UacInvite uac)
    {
        if (ReferenceEquals(uac, _uac))
        {
            _attempts = uac.Failed;
            _hop = uac.Place?.Hop;
            _uac = null;
        }
    }

    private void Take(SessionSettings settings)
    {
        Settings = settings;
        Path.Profile = settings.Profile;
        Path.Registration = settings.Registration;
        Path.Flow = Flow;
    }

    /// <summary>Whether the peer's tag names a dialog of the session, early ones of forks included.</summary>
    internal bool HasDialog(string remoteTag) =>
        string.Equals(RemoteTag, remoteTag, StringComparison.Ordinal)
        || (State < InviteState.Answered && _uac?.FindEarly(remoteTag) is not null);

    private void Start() => Endpoint.Loop.Watch(_uac!.TryNextAsync());
}
