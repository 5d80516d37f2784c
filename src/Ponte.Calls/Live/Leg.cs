using System.Collections.Immutable;
using Ponte.Calls.Ends;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <summary>One party of a call: its SIP session and its media stream, and what was agreed on both. It tells the call what happens and decides nothing.</summary>
/// <remarks>
/// Members do nothing once the leg has ended: a hang-up may cross any step of the scenario, which learns of it at its next turn.
/// </remarks>
internal sealed partial class Leg : IInviteHandler
{
    private Call _call;
    private InviteSession? _session;
    private ChannelLease? _channel;
    private bool _earlyMediaAnnounced;
    private bool _endIsOwed;

    /// <summary>The description that we sent last, also if it was refused: the <c>o=</c> version rises from there.</summary>
    private SessionDescription? _lastSent;

    public Leg(Call call, LegId id, LegIdentity identity, LegProfile profile, ChannelLease? channel, StreamId? stream = null)
    {
        _call = call;
        Id = id;
        Identity = identity;
        Profile = profile;
        _channel = channel;
        Media = new LegMedia(call, profile, stream ?? call.Home.NextStream());
        call.Home.Register(this);
    }

    public LegId Id { get; private set; }

    /// <summary>The call it belongs to.</summary>
    public Call Call => _call;

    /// <summary>The loop it lives on.</summary>
    public EventLoop Loop => _call.Home.Loop;

    private Transcoder Transcoder => _call.Home.Transcoder;

    /// <summary>What stands at the far end.</summary>
    public LegIdentity Identity { get; private set; }

    public LegProfile Profile { get; }

    public LegMedia Media { get; }

    /// <summary>Which side of the call it is.</summary>
    public EndSide Side => Identity.IsCaller ? EndSide.Caller : EndSide.Callee;

    /// <summary>What SDP agreed; null before.</summary>
    public AgreedAudio? Agreed { get; private set; }

    /// <summary>Whether the call is up on this leg.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>
    /// Whether a restarted server could go on with it. Not on its way to the end, not while our answer waits for a PRACK, and not while the
    /// caller's SDP is still to come in its ACK.
    /// </summary>
    public bool CanGoOnAfterRestart =>
        End is null && Agreed is not null && _session is { State: InviteState.Answered or InviteState.Established };

    /// <summary>Whether the far end put us on hold.</summary>
    public bool IsHeld => Agreed?.IsHeldByPeer == true;

    /// <summary>How the leg ended; null while it lives.</summary>
    public CallEnd? End { get; private set; }

    /// <summary>The leg whose audio it hears and whose codecs it can therefore take; null while it has none.</summary>
    public Leg? Partner { get; set; }

    /// <summary>Whether it hears a mix in place of a partner, so that its codec must be one that the media can make.</summary>
    public bool IsMixed { get; set; }

    /// <summary>The Call-ID of its session; empty before there is one.</summary>
    public string SipCallId => _session?.CallId ?? "";

    /// <summary>Tells history that the leg began. It has a session.</summary>
    public void Announce()
    {
        _endIsOwed = true;
        var (kind, isIncoming, name, peer, user) = Identity;
        var isFirst = Identity.IsFirst;
        _call.Publish((id, at) => new LegStarted(id, at, Id, kind, isIncoming, name, peer, SipCallId, user, isFirst));
    }

    /// <summary>Tells history, once, that the caller hears the leg before its answer.</summary>
    public void AnnounceEarlyMedia()
    {
        if (!_earlyMediaAnnounced)
        {
            _earlyMediaAnnounced = true;
            _call.Publish((id, at) => new LegEarlyMedia(id, at, Id));
        }
    }

    /// <summary>Takes the channel of its line, which it gives back when it ends.</summary>
    public void Take(ChannelLease? channel)
    {
        if (End is null)
        {
            _channel = channel;
        }
        else
        {
            channel?.Release();
        }
    }

    /// <summary>Tells history that it answered, and where.</summary>
    public void AnnounceAnswer() => _call.Publish((id, at) => new LegAnswered(id, at, Id, Identity.Peer));

    /// <summary>Opens the media; <see cref="HappeningKind.MediaOpened"/> follows.</summary>
    public void OpenMedia() => _call.Run(OpenMediaAsync());

    /// <summary>Ends the leg in the way that fits its state, and gives its channel back. Its stream stays until <see cref="Close"/>.</summary>
    /// <param name="end">How.</param>
    /// <param name="isMissed">Whether one that rings shall show a missed call though another answered.</param>
    public void HangUp(CallEnd end, bool isMissed = false)
    {
        if (End is not null)
        {
            return;
        }
        Finish(end);
        if (_session is null)
        {
            return;
        }
        if (IsAnswered)
        {
            SayGoodbye(end);
        }
        else if (Identity.IsIncoming)
        {
            _session.Reject(EndWriter.Status(end), null, RefusalHeaders(end));
        }
        else
        {
            var reason = EndWriter.CancelReason(end);
            _session.Cancel(isMissed ? null : reason, reason);
        }
    }

    /// <summary>Closes the stream of a leg that is over, and tells history its end with the last figures; <see cref="HappeningKind.MediaClosed"/> follows.</summary>
    public void Close()
    {
        if (Media.IsOpen)
        {
            _call.Run(CloseMediaAsync());
        }
        else if (!Media.IsClosing)
        {
            AnnounceEnd();
        }
    }

    /// <summary>Tells history, once, how the leg ended.</summary>
    public void AnnounceEnd()
    {
        if (_endIsOwed)
        {
            _endIsOwed = false;
            _call.Publish((id, at) => new LegEnded(id, at, Id, End!, Media.Statistics));
        }
    }

    private async Task OpenMediaAsync() => _call.Tell(new Happening(HappeningKind.MediaOpened, this, await Media.OpenAsync()));

    private async Task CloseMediaAsync()
    {
        await Media.CloseAsync();
        _call.Home.Forget(this);
        AnnounceEnd();
        _call.Tell(new Happening(HappeningKind.MediaClosed, this));
    }

    /// <summary>The far end ended the leg, or the stack did.</summary>
    private void Ended(CallEnd end)
    {
        if (End is not null)
        {
            return;
        }
        Finish(end);
        _call.Tell(new Happening(HappeningKind.LegEnded, this, end));
        EndJourney(end);
    }

    private void Finish(CallEnd end)
    {
        End = end;
        _channel?.Release();
        _channel = null;
        DenyAsked();
    }

    /// <summary>Puts what is agreed in force on the media.</summary>
    private void Apply(AgreedAudio agreed)
    {
        Agreed = agreed;
        Fax = null;
        _lastSent = agreed.Local;
        Media.Configure(agreed, watchSilence: IsAnswered && !agreed.IsHeldByPeer);
    }

    private ImmutableArray<ExtraHeader> RefusalHeaders(CallEnd end)
    {
        var headers = ImmutableArray.CreateBuilder<ExtraHeader>();
        if (EndWriter.ResponseReason(end, Profile.Reasons) is { } reason)
        {
            headers.Add(new ExtraHeader("Reason", reason));
        }
        if (end is { Side: EndSide.System, Cause: EndCause.NoCommonMedia or EndCause.ProtocolError, Detail.Length: > 0 })
        {
            headers.Add(Warning(end.Detail));
        }
        return headers.ToImmutable();
    }

    /// <summary>Tells those who run the peer what was wrong with its SDP (RFC 3261 section 20.43).</summary>
    private static ExtraHeader Warning(string text) => new("Warning", $"399 ponte \"{text.Replace('\\', '/').Replace('"', '\'')}\"");

    private static IEnumerable<string> Reasons(SipMessage? message) => message?.Headers.Values(HeaderName.Reason) ?? [];
}
