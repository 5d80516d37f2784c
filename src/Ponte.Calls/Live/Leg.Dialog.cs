using Ponte.Calls.Ends;
using Ponte.Calls.Journal;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Media.Control.Events;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <content>What happens on a leg that is up: offers, other requests, the end; and what its media tells.</content>
internal sealed partial class Leg
{
    /// <inheritdoc/>
    public void OnOffer(InviteSession session, IncomingOffer offer)
    {
        if (End is not null || Agreed is null)
        {
            offer.Reject(End is null ? 491 : 481);
            return;
        }
        if (!offer.Sdp.IsEmpty)
        {
            AnswerOffer(offer);
        }
        else if (offer.IsUpdate)
        {
            offer.Accept(default); // only a refresh (RFC 3311 section 5.2)
        }
        else
        {
            // The peer wants our offer. It says sendrecv whatever held before: so a peer takes the call back from hold.
            _offersInAnswer = true;
            _lastSent = Fax is { } fax
                ? FaxNegotiation.Offer(Media.Local!, fax.Local.Media[fax.MediaIndex], _lastSent!)
                : AudioNegotiation.Reoffer(Agreed, AudioDirection.SendReceive, Profile.Media.HoldStyle, _lastSent);
            offer.Accept(_lastSent.ToBytes());
        }
        _call.Tell(new Happening(HappeningKind.LegChanged, this));
    }

    /// <inheritdoc/>
    public void OnReinviteResult(InviteSession session, RequestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (End is not null)
        {
            return;
        }
        if (_isAsked)
        {
            OnAskedResult(result);
        }
        else if (result.IsSuccess)
        {
            CompleteOffer(_reoffered!, result.Response.Body);
        }
        else if (
            Partner is { Agreed: { } partner, Fax: var fax }
            && (fax is null != Fax is null || !Transcoder.Reaches(Agreed!.Formats, partner.Formats))
        )
        {
            Fail(new CallEnd(EndSide.System, EndCause.NoCommonMedia, Detail: $"leg {Id} refused the codec of the other ({result.Status})"));
        }
        _call.Tell(new Happening(HappeningKind.LegChanged, this));
    }

    /// <inheritdoc/>
    public void OnRequest(InviteSession session, IncomingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Request.Method == SipMethod.Refer)
        {
            TakeReferral(request);
            return;
        }
        if (request.Request is { Method: SipMethod.Info } info && DtmfInfo.IsType(info.ContentType))
        {
            TakeKey(request);
            return;
        }
        // An INFO without a body only asks whether we are there. Nothing else of what the stack lets through has a meaning here yet.
        request.Respond(
            request.Request switch
            {
                { Method: SipMethod.Info, Body.IsEmpty: true } => 200,
                { Method: SipMethod.Info } => 415,
                _ => 501,
            }
        );
    }

    private void TakeKey(IncomingRequest request)
    {
        var digit = DtmfInfo.Read(request.Request.Body.Span);
        request.Respond(digit is null ? 400 : 200);
        if (digit is { } key)
        {
            Pressed(key);
        }
    }

    /// <inheritdoc/>
    public void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye) =>
        Ended(
            reason switch
            {
                SessionEndReason.RemoteBye => EndReader.Bye(Side, Reasons(bye)),
                SessionEndReason.AckMissing => Expired("our answer was never acknowledged"),
                SessionEndReason.DialogUnknown => Expired("the peer no longer knows the call"),
                SessionEndReason.PeerSilent => Expired("the peer no longer answers"),
                _ => Expired("the session was not refreshed"),
            }
        );

    /// <summary>What the media tells of the leg's stream. On the loop.</summary>
    public void OnMediaEvent(MediaEvent mediaEvent)
    {
        if (mediaEvent is RecordingEnded recorded)
        {
            // Also of one who has hung up: what was said until then counts.
            _call.Recorder.Ended(recorded);
            _call.Tell(new Happening(HappeningKind.Recorded, this) { Recorded = recorded });
            return;
        }
        if (End is not null || _isAway)
        {
            return;
        }
        switch (mediaEvent)
        {
            case StreamLatched:
                Media.IsLatched = true;
                break;
            case PairNominated nominated:
                CallsLog.PairNominated(_call.Home.Logger, _call.Id, Id, nominated.Remote);
                break;
            case AudioStarted:
                Media.HasAudio = true;
                _call.Tell(new Happening(HappeningKind.AudioStarted, this));
                break;
            case DigitReceived digit:
                Pressed(digit.Digit);
                break;
            case PlaybackEnded ended:
                Media.OnPlaybackEnded(ended);
                _call.Tell(new Happening(HappeningKind.Played, this) { Playback = ended.Playback, PlaybackEnd = ended.Reason });
                break;
            case StreamSilent silent when IsAnswered && !IsHeld && Fax is null:
                var end = new CallEnd(
                    EndSide.System,
                    EndCause.MediaTimeout,
                    Detail: $"no RTP of leg {Id} for {silent.Since.TotalSeconds:0} s"
                );
                _call.Tell(new Happening(HappeningKind.Silent, this, end));
                break;
        }
    }

    /// <summary>The far end pressed a key, by whatever way it tells so.</summary>
    private void Pressed(char key)
    {
        _call.Publish((id, at) => new Events.LegDigit(id, at, Id, key));
        _call.Tell(new Happening(HappeningKind.KeyPressed, this) { Key = key });
    }

    /// <summary>What a restart needs to go on with this leg.</summary>
    public LegState Snapshot() =>
        new()
        {
            Id = Id,
            Identity = Identity,
            Party = _party,
            Profile = Profile,
            Dialog = _session!.Snapshot(),
            Stream = Media.Stream,
            Local = Media.Local!,
            Agreed = Agreed!,
            Fax = Fax,
            LastSent = _lastSent == InForce ? null : _lastSent,
        };

    /// <summary>Goes on with what a former process left of this leg.</summary>
    /// <param name="state">What it left.</param>
    /// <param name="endpoint">The endpoint of the call's loop.</param>
    /// <param name="credentials">Answers challenges inside the dialog.</param>
    /// <param name="hasMedia">Whether its stream is still open.</param>
    public void Restore(LegState state, SipEndpoint endpoint, Credentials? credentials, bool hasMedia)
    {
        IsAnswered = true;
        _endIsOwed = true;
        _party = state.Party;
        Agreed = state.Agreed;
        Fax = state.Fax;
        _lastSent = state.LastSent ?? InForce;
        _session = endpoint.Restore(state.Dialog, this, credentials);
        if (_session is null)
        {
            Ended(Expired("its dialog could not be restored"));
        }
        if (hasMedia)
        {
            Media.Adopt(state.Local);
        }
    }

    /// <summary>Puts what is agreed in force once more: in a conversation, silence is watched; after a restart, nothing is left to chance.</summary>
    public void Reapply()
    {
        if (Fax is { } fax)
        {
            Apply(fax);
        }
        else
        {
            Apply(Agreed!);
        }
    }

    private void AnswerOffer(IncomingOffer offer)
    {
        if (offer.IsRefresh && ReferenceEquals(_lastSent, InForce) && _lastSent!.Media[Agreed!.MediaIndex].Cryptos.Count() <= 1)
        {
            // A refresh is answered with what holds, to the letter: version, ports and key. Several crypto lines are an offer of ours; no answer has them.
            offer.Accept(_lastSent.ToBytes());
            return;
        }
        var (description, fault) = SdpText.Read(offer.Sdp);
        if (description is null)
        {
            offer.Reject(400, null, [Warning(fault)]);
            return;
        }
        if ((Fax is null && FaxNegotiation.StreamOf(description) is null) || !TryAskPartner(offer, description))
        {
            AnswerAudio(offer, description);
        }
    }

    private void AnswerAudio(IncomingOffer offer, SessionDescription description)
    {
        var everything = Everything(Profile.Media);
        var result = AnswerTo(description, Partner?.Agreed?.Formats ?? (IsMixed ? Transcoder.Playable(everything) : everything));
        if (!result.IsAgreed)
        {
            Reject(offer, result.Refusal);
            return;
        }
        var before = IsHeld;
        Apply(result.Agreed);
        if (_early is not null)
        {
            _early[offer.Request.FromTag] = result.Agreed; // an early dialog goes on from here if its 200 has no SDP
        }
        offer.Accept(_lastSent!.ToBytes());
        TellHold(before);
    }

    private void TellHold(bool before)
    {
        if (IsHeld != before)
        {
            _call.Publish((id, at) => new Events.LegHeld(id, at, Id, IsHeld));
        }
    }

    private static CallEnd Expired(string detail) => new(EndSide.System, EndCause.SessionExpired, Detail: detail);
}
