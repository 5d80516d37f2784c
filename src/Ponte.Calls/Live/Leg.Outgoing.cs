using System.Collections.Immutable;
using Ponte.Calls.Ends;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <content>The side that we call: the INVITE, its forked early dialogs, its answer or refusal.</content>
internal sealed partial class Leg
{
    private AudioCapabilities? _offered;
    private SessionDescription? _sentOffer;

    /// <summary>What each early dialog's SDP agreed, by its tag: the answer of one of them may come without SDP of its own.</summary>
    private Dictionary<string, AgreedAudio>? _early;

    /// <summary>Whether the line failed, not the called party: another line may be tried.</summary>
    public bool LineFailed { get; private set; }

    /// <summary>Calls the far end. Its media must be open.</summary>
    /// <param name="target">Where.</param>
    /// <param name="partner">What the caller can do.</param>
    /// <param name="maxForwards">Hops that the call may still take.</param>
    /// <returns>Null: the INVITE is on its way; otherwise why not.</returns>
    public CallEnd? Invite(LegTarget target, ImmutableArray<AgreedFormat> partner, int maxForwards)
    {
        _offered = Transcoder.Offer(Profile.Media, partner);
        if (_offered.Codecs.IsEmpty)
        {
            return new CallEnd(EndSide.System, EndCause.NoCommonMedia, Detail: "the caller has no codec of the line");
        }
        _sentOffer = _lastSent = AudioNegotiation.Offer(Media.Local!, _offered, AudioDirection.SendReceive);
        Media.ExpectChecks(_sentOffer);
        var invite = target.Invite with { Sdp = _sentOffer.ToBytes(), MaxForwards = maxForwards };
        _session = _call.Home.Endpoint.Invite(invite, this);
        return null;
    }

    /// <inheritdoc/>
    public void OnProvisional(InviteSession session, SipResponse response, string toTag)
    {
        if (End is not null)
        {
            return;
        }
        if (response.StatusCode == 180)
        {
            _call.Tell(new Happening(HappeningKind.Ringing, this));
        }
        if (!response.Body.IsEmpty && TakeEarlySdp(response.Body, toTag))
        {
            _call.Tell(new Happening(HappeningKind.EarlyMedia, this));
        }
    }

    /// <inheritdoc/>
    public void OnAnswered(InviteSession session, SipResponse response)
    {
        if (End is not null)
        {
            return; // our CANCEL lost; the stack has ended the answered call again
        }
        IsAnswered = true;
        if (session.Hop is { } hop)
        {
            Identity = Identity with { Peer = hop.ToString() };
        }
        if (AgreedByAnswer(response) is { } refusal)
        {
            Fail(refusal);
            return;
        }
        _early = null;
        _call.Tell(new Happening(HappeningKind.Answered, this));
    }

    /// <inheritdoc/>
    public void OnFailed(InviteSession session, SipFailure failure)
    {
        if (End is not null)
        {
            return; // the end of our own CANCEL
        }
        var end = failure.Response is { } response
            ? EndReader.Response(Side, response.StatusCode, response.ReasonPhrase, Reasons(response), Profile.Reasons)
            : new CallEnd(EndSide.System, NoResponse(failure.Kind), Detail: failure.Detail);
        LineFailed = failure.Response is { StatusCode: var status }
            ? status is >= 500 and < 600 && end.Cause is EndCause.RemoteFailure or EndCause.LineFull
            : end.Cause == EndCause.LineDown;
        Ended(end);
    }

    private static EndCause NoResponse(SipFailureKind kind) => kind == SipFailureKind.Protocol ? EndCause.ProtocolError : EndCause.LineDown;

    /// <summary>
    /// SDP of one of several forked endpoints. The stream stays with the endpoint that sent audio first; while none did, it listens to the
    /// newest. The answer binds it for good.
    /// </summary>
    private bool TakeEarlySdp(ReadOnlyMemory<byte> body, string toTag)
    {
        if (Complete(body) is not { } agreed)
        {
            return false;
        }
        _early ??= new Dictionary<string, AgreedAudio>(StringComparer.Ordinal);
        var isNew = !_early.TryGetValue(toTag, out var known) || known.Remote != agreed.Remote;
        _early[toTag] = agreed;
        if (isNew && !(Media.IsLatched && Agreed is not null))
        {
            Apply(agreed);
        }
        return isNew;
    }

    private CallEnd? AgreedByAnswer(SipResponse response)
    {
        if (response.Body.IsEmpty)
        {
            // A reliable 18x of this dialog brought the answer already (RFC 3262 section 5).
            if (_early is null || !_early.TryGetValue(response.ToTag, out var early))
            {
                return new CallEnd(EndSide.System, EndCause.ProtocolError, Detail: "the answer has no SDP");
            }
            Apply(early);
            return null;
        }
        var (answer, fault) = SdpText.Read(response.Body);
        if (answer is null)
        {
            return new CallEnd(EndSide.System, EndCause.ProtocolError, Detail: fault);
        }
        var result = AudioNegotiation.Complete(_sentOffer!, answer, Media.Local!, _offered!);
        if (!result.IsAgreed)
        {
            return NoMedia(result.Refusal);
        }
        Apply(result.Agreed);
        return null;
    }

    private AgreedAudio? Complete(ReadOnlyMemory<byte> body) =>
        SdpText.Read(body).Description is { } answer
            ? AudioNegotiation.Complete(_sentOffer!, answer, Media.Local!, _offered!).Agreed
            : null;
}
