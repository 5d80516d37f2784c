using System.Collections.Immutable;
using Ponte.Sip.Agent;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <content>
/// Fax (ITU-T T.38 annex D). Two gateways agree on it between themselves: the offer of one is made to the other, whose answer goes back.
/// </content>
/// <remarks>
/// <code>
/// asker            asker's leg             partner's leg          partner
///   │ INVITE image ──> │ AskPartner ────────────> │ INVITE image ──> │
///   │                  │                          │ &lt;─────────── 200 │
///   │ &lt;─────────── 200 │ &lt;──────────── Take, Deny │                  │
/// </code>
/// </remarks>
internal sealed partial class Leg
{
    /// <summary>The far end's offer that waits for the partner's answer.</summary>
    private MediaSwitch? _asking;

    /// <summary>The partner's offer that is, or is about to be, made to this far end.</summary>
    private MediaSwitch? _asked;

    /// <summary>The re-INVITE that was sent last brought <see cref="_asked"/>.</summary>
    private bool _isAsked;

    /// <summary>The fax that the far end sends and receives in place of audio; null while it is audio.</summary>
    public AgreedFax? Fax { get; private set; }

    /// <summary>Our description that holds.</summary>
    private SessionDescription InForce => Fax?.Local ?? Agreed!.Local;

    /// <summary>Whether the far end can be asked for something now.</summary>
    private bool CanBeAsked => IsAnswered && CanGoOnAfterRestart;

    /// <summary>
    /// An offer of a fax, or of audio in place of one. False: it is not the partner's to answer; a fax then has no stream to go to.
    /// </summary>
    private bool TryAskPartner(IncomingOffer offer, SessionDescription description)
    {
        var fax = FaxNegotiation.StreamOf(description) is { } index ? description.Media[index] : null;
        if (fax is not null && Fax is { } now && FaxNegotiation.HasSameParameters(now.Remote.Media[now.MediaIndex], fax))
        {
            AcceptFax(offer, description, now.Local.Media[now.MediaIndex]); // only its address may be new
            return true;
        }
        if (!(fax is null ? Partner?.Fax is not null : Profile.PassesFax && Partner?.Profile.PassesFax == true) || !Partner.CanBeAsked)
        {
            return false;
        }
        if (offer.IsUpdate)
        {
            offer.Reject(504); // no time to ask anybody (RFC 3311 section 5.2): a re-INVITE has it
        }
        else if (Partner._asking is { } theirs)
        {
            Meet(theirs, offer, description, fax);
        }
        else if (Partner._asked is not null)
        {
            offer.Reject(491); // it is still being asked what this far end no longer wants
        }
        else
        {
            AskPartner(offer, description, fax);
        }
        return true;
    }

    private void AskPartner(IncomingOffer offer, SessionDescription description, MediaDescription? fax)
    {
        ImmutableArray<AgreedFormat> audio = [];
        if (fax is null)
        {
            var result = AudioNegotiation.Answer(description, Media.Local!, Profile.Media, AudioDirection.SendReceive, Agreed, _lastSent);
            if (!result.IsAgreed)
            {
                Reject(offer, result.Refusal);
                return;
            }
            audio = result.Agreed.Formats;
        }
        else if (FaxNegotiation.Fault(description, description.Media.IndexOf(fax), Media.Local!) is { } fault)
        {
            Reject(offer, fault);
            return;
        }
        _asking = new MediaSwitch(this, offer, description, fax, audio);
        Partner!.Ask(_asking);
    }

    /// <summary>Both want it at once. Two faxes agree with each other; anything else is glare (RFC 3261 section 14.1).</summary>
    private void Meet(MediaSwitch theirs, IncomingOffer offer, SessionDescription description, MediaDescription? fax)
    {
        if (fax is null || theirs.Fax is null || theirs.Offer.IsAnswered)
        {
            offer.Reject(491);
            return;
        }
        if (AcceptFax(offer, description, theirs.Fax))
        {
            theirs.IsSettled = true;
            theirs.Asker._asking = null;
            (_asked, _isAsked) = (null, false);
            theirs.Asker.AcceptFax(theirs.Offer, theirs.Description, fax);
            _call.Tell(new Happening(HappeningKind.LegChanged, theirs.Asker));
        }
    }

    /// <summary>Makes the far end the partner's offer.</summary>
    private void Ask(MediaSwitch asked)
    {
        _asked = asked;
        _session!.Reinvite(() =>
        {
            if (asked.IsSettled)
            {
                return default;
            }
            _isAsked = true;
            _reoffered = _lastSent = asked.Fax is { } fax
                ? FaxNegotiation.Offer(Media.Local!, fax, _lastSent!)
                : AudioOffer(Transcoder.Offer(Profile.Media, asked.Audio));
            return _lastSent.ToBytes();
        });
    }

    /// <summary>The far end was asked and has answered: so the partner gets its answer.</summary>
    private void OnAskedResult(RequestResult result)
    {
        var asked = _asked!;
        (_asked, _isAsked) = (null, false);
        if (!result.IsSuccess)
        {
            asked.Asker.Deny(asked);
        }
        else if (asked.Fax is not null && DeclinesFax(result.Response.Body))
        {
            asked.Asker.Deny(asked);
            Follow(asked.Asker); // it has no stream at all now
        }
        else
        {
            CompleteOffer(_reoffered!, result.Response.Body);
            asked.Asker.Take(asked, this);
        }
    }

    private bool DeclinesFax(ReadOnlyMemory<byte> body) =>
        SdpText.Read(body).Description is { } answer && !FaxNegotiation.Complete(_reoffered!, answer, Media.Local!).IsAgreed;

    /// <summary>The partner has agreed, unless its answer ended it.</summary>
    private void Take(MediaSwitch asking, Leg partner)
    {
        if (partner.End is not null)
        {
            Deny(asking);
            return;
        }
        _asking = null;
        if (asking.Offer.IsAnswered || End is not null)
        {
            partner.Follow(this); // this far end has taken its offer back meanwhile
            return;
        }
        if (asking.Fax is null)
        {
            AnswerAudio(asking.Offer, asking.Description);
        }
        else
        {
            AcceptFax(asking.Offer, asking.Description, partner.Fax!.Remote.Media[partner.Fax.MediaIndex]);
        }
        _call.Tell(new Happening(HappeningKind.LegChanged, this));
    }

    /// <summary>The partner has not agreed: all stays as it was. Who offered audio beside the fax gets that.</summary>
    private void Deny(MediaSwitch asking)
    {
        _asking = null;
        asking.IsSettled = true;
        if (asking.Offer.IsAnswered || End is not null)
        {
            return;
        }
        if (Fax is not null)
        {
            Reject(asking.Offer, new SdpRefusal(488, "the other side goes on with the fax as it is"));
        }
        else
        {
            AnswerAudio(asking.Offer, asking.Description);
        }
    }

    /// <summary>The leg ends while it is asked.</summary>
    private void DenyAsked()
    {
        if (_asked is { } asked)
        {
            (_asked, _isAsked) = (null, false);
            asked.Asker.Deny(asked);
        }
    }

    /// <summary>The far end shall have what the partner has: it was asked for something that came to nothing.</summary>
    private void Follow(Leg partner)
    {
        if (End is not null || partner.End is not null)
        {
            return;
        }
        if (partner.Fax is null)
        {
            OfferAnew(partner.Agreed!.Formats);
            return;
        }
        _session!.Reinvite(() =>
        {
            var fax = partner.Fax ?? Fax!;
            _reoffered = _lastSent = FaxNegotiation.Offer(Media.Local!, fax.Remote.Media[fax.MediaIndex], _lastSent!);
            return _lastSent.ToBytes();
        });
    }

    private void CompleteFax(SessionDescription ours, SessionDescription answer)
    {
        var result = FaxNegotiation.Complete(ours, answer, Media.Local!);
        if (result.IsAgreed)
        {
            Apply(result.Agreed);
        }
        else
        {
            Fail(NoMedia(result.Refusal));
        }
    }

    private bool AcceptFax(IncomingOffer offer, SessionDescription description, MediaDescription accepted)
    {
        var result = FaxNegotiation.Answer(description, Media.Local!, accepted, _lastSent!);
        if (!result.IsAgreed)
        {
            Reject(offer, result.Refusal);
            return false;
        }
        Apply(result.Agreed);
        offer.Accept(_lastSent!.ToBytes());
        return true;
    }

    /// <summary>Puts a fax in force on the media.</summary>
    private void Apply(AgreedFax fax)
    {
        var before = IsHeld;
        Fax = fax;
        Agreed = Agreed! with { IsHeldByPeer = false }; // nobody holds a fax, and the audio after it is agreed anew
        _lastSent = fax.Local;
        Media.Configure(fax);
        TellHold(before);
    }

    private SessionDescription AudioOffer(AudioCapabilities capabilities) =>
        AudioNegotiation.Offer(Media.Local!, capabilities, AudioDirection.SendReceive, Agreed, _lastSent);

    private static void Reject(IncomingOffer offer, SdpRefusal refusal) => offer.Reject(refusal.SipStatus, null, [Warning(refusal.Reason)]);
}
