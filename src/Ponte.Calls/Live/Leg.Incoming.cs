using System.Collections.Immutable;
using Ponte.Calls.Ends;
using Ponte.Calls.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <content>The side that called us: its offer, what it hears before the answer, the answer.</content>
internal sealed partial class Leg
{
    private SessionDescription? _offer;
    private bool _hasRung;

    /// <summary>The answer that the caller would get if the called side could do all that its own line can.</summary>
    private AnswerResult? _fullAnswer;

    /// <summary>Whether the caller left the offer to us: ours then goes in the 200, and its answer comes in the ACK.</summary>
    private bool _offersInAnswer;

    /// <summary>Our offer in the re-INVITE that was sent last.</summary>
    private SessionDescription? _reoffered;

    /// <summary>What is done when the 200 is about to leave.</summary>
    private Action? _answering;

    /// <summary>Whether the caller has our SDP in a 183 and hears what we send.</summary>
    public bool HasEarlyMedia { get; private set; }

    /// <summary>Takes the session that called us.</summary>
    public void Attach(InviteSession session)
    {
        _session = session;
        session.Attach(this, Profile.Session);
    }

    /// <summary>Reads the caller's offer; the stack lets no other body through. Null: it can be used.</summary>
    public CallEnd? ReadOffer()
    {
        var invite = _session!.InitialRequest!;
        if (invite.Body.IsEmpty)
        {
            _offersInAnswer = true;
            return null;
        }
        (_offer, var fault) = SdpText.Read(invite.Body);
        return _offer is null ? new CallEnd(EndSide.System, EndCause.ProtocolError, 400, Detail: fault) : null;
    }

    /// <summary>
    /// What the caller can do, in our order: what may be offered to the called party. Nothing is agreed by asking. Call when the media is open.
    /// </summary>
    public ImmutableArray<AgreedFormat> OfferedFormats(out CallEnd? refusal)
    {
        refusal = null;
        if (IsAnswered && Agreed is not null)
        {
            // It is asked to change where the other side can do none of what it has agreed to.
            return [.. Agreed.Formats, .. Everything(Profile.Media).Where(f => !Codecs.Has(Agreed.Formats, f))];
        }
        if (_offer is null)
        {
            return Everything(Profile.Media);
        }
        _fullAnswer = AudioNegotiation.Answer(_offer, Media.Local!, Profile.Media, AudioDirection.SendReceive);
        if (_fullAnswer.IsAgreed)
        {
            return _fullAnswer.Agreed.Formats;
        }
        refusal = NoMedia(_fullAnswer.Refusal);
        return [];
    }

    /// <summary>Tells the caller that the called party rings, once.</summary>
    public void Ring()
    {
        if (End is null && !_hasRung && !IsAnswered && !HasEarlyMedia)
        {
            _hasRung = true;
            _session!.Provisional(180, default, Profile.AnswerHeaders);
        }
    }

    /// <summary>Lets the caller hear us before the answer, by a 183 with our SDP.</summary>
    /// <param name="partner">What the other side can do.</param>
    /// <returns>Whether it hears us: not without an offer of its own, nor without a codec that both share.</returns>
    public bool BeginEarlyMedia(ImmutableArray<AgreedFormat> partner)
    {
        if (HasEarlyMedia || End is not null || IsAnswered || _offer is null)
        {
            return HasEarlyMedia;
        }
        if (AnswerFor(partner) is not { IsAgreed: true } result)
        {
            return false;
        }
        Apply(result.Agreed);
        HasEarlyMedia = true;
        _session!.Provisional(183, _lastSent!.ToBytes(), Profile.AnswerHeaders);
        return true;
    }

    /// <summary>Answers the caller's call. Null: done; otherwise why it cannot be.</summary>
    /// <param name="partner">What the called party agreed to.</param>
    /// <param name="answering">Done when all is agreed and the 200 is about to leave, which a PRACK may delay.</param>
    public CallEnd? Answer(ImmutableArray<AgreedFormat> partner, Action? answering = null)
    {
        if (End is not null)
        {
            return End;
        }
        if (IsAnswered)
        {
            if (!Codecs.Covers(partner, Agreed!.Formats))
            {
                OfferAnew(partner);
            }
            return null;
        }
        if (!_offersInAnswer && Agreed is null)
        {
            var result = AnswerFor(partner);
            if (!result.IsAgreed)
            {
                return NoMedia(result.Refusal);
            }
            Agreed = result.Agreed;
        }
        IsAnswered = true;
        if (Agreed is not null)
        {
            Apply(Agreed);
        }
        else
        {
            _lastSent = AudioNegotiation.Offer(Media.Local!, Transcoder.Offer(Profile.Media, partner), AudioDirection.SendReceive);
            Media.ExpectChecks(_lastSent);
        }
        _answering = answering;
        _session!.Accept(_lastSent!.ToBytes(), AnswerHeaders());
        if (HasEarlyMedia && !Codecs.Covers(partner, Agreed!.Formats))
        {
            OfferAnew(partner);
        }
        return null;
    }

    /// <summary>
    /// The other side has other codecs than those by which this one was answered: it is asked to change to what both have, or left as it is where its
    /// line has nothing of the kind and transcoding helps. Sent when its ACK is there.
    /// </summary>
    public void OfferAnew(ImmutableArray<AgreedFormat> partner)
    {
        var capabilities = Codecs.Restrict(Profile.Media, partner);
        if (capabilities.Codecs.IsEmpty)
        {
            if (Fax is null && Transcoder.Reaches(Agreed!.Formats, partner))
            {
                return;
            }
            capabilities = Transcoder.Instead(Profile.Media, partner);
        }
        if (capabilities.Codecs.IsEmpty)
        {
            Fail(new CallEnd(EndSide.System, EndCause.NoCommonMedia, Detail: $"leg {Id} has no codec of its new partner"));
            return;
        }
        _session!.Reinvite(() =>
        {
            _reoffered = _lastSent = AudioOffer(capabilities);
            return _lastSent.ToBytes();
        });
    }

    /// <summary>A far end whose codecs the media cannot make, or that sends a fax, is asked to change.</summary>
    public void NeedsMadeCodec()
    {
        if (Fax is not null || (Agreed is { } agreed && !agreed.Formats.Any(Transcoder.Knows)))
        {
            OfferAnew(Codecs.All);
        }
    }

    /// <summary>A far end that answered, and will send by a codec that only it has though its partner shares another one with it, is asked to change to that.</summary>
    public void PreferRelay()
    {
        if (
            this is { Fax: null, Agreed.Formats: var own }
            && Partner?.Agreed?.Formats is { } others
            && Codecs.Share(own, others)
            && !Codecs.Has(others, own.First(f => f.IsAudio))
        )
        {
            OfferAnew(others);
        }
    }

    /// <inheritdoc/>
    public void OnCancelled(InviteSession session, string? reason) => Ended(EndReader.Cancel(ReasonValue.Split(reason ?? "")));

    /// <inheritdoc/>
    public void OnAnswering(InviteSession session)
    {
        _answering?.Invoke();
        _answering = null;
    }

    /// <inheritdoc/>
    public void OnAcknowledged(InviteSession session, SipRequest ack)
    {
        if (_offersInAnswer && End is null)
        {
            _offersInAnswer = false;
            CompleteOffer(_lastSent!, ack.Body);
            PreferRelay();
        }
        else if (_call.IsJournalled)
        {
            return; // nothing changed by it
        }
        _call.Tell(new Happening(HappeningKind.LegChanged, this));
    }

    /// <summary>The answer to the caller's offer with what both sides can do. Nothing is agreed yet.</summary>
    private AnswerResult AnswerFor(ImmutableArray<AgreedFormat> partner)
    {
        var capabilities = Codecs.Restrict(Profile.Media, partner);
        var isAll = capabilities.TelephoneEvent == Profile.Media.TelephoneEvent && capabilities.Codecs.SequenceEqual(Profile.Media.Codecs);
        return isAll && _fullAnswer is not null ? _fullAnswer : AnswerTo(_offer!, partner);
    }

    /// <summary>The answer to an offer of the far end: in what its partner has too, for then nothing is transcoded; else in what can be made of that.</summary>
    private AnswerResult AnswerTo(SessionDescription offer, ImmutableArray<AgreedFormat> partner)
    {
        var relayed = Answer(Codecs.Restrict(Profile.Media, partner));
        return relayed.IsAgreed ? relayed : Answer(Transcoder.Instead(Profile.Media, partner));

        AnswerResult Answer(AudioCapabilities capabilities) =>
            AudioNegotiation.Answer(offer, Media.Local!, capabilities, AudioDirection.SendReceive, Agreed, _lastSent);
    }

    /// <summary>The peer's answer to an offer that we made in a 2xx or a re-INVITE.</summary>
    private void CompleteOffer(SessionDescription ours, ReadOnlyMemory<byte> body)
    {
        var (answer, fault) = SdpText.Read(body);
        if (answer is null)
        {
            Fail(new CallEnd(EndSide.System, EndCause.ProtocolError, Detail: body.IsEmpty ? "our offer was not answered" : fault));
            return;
        }
        if (FaxNegotiation.StreamOf(ours) is not null)
        {
            CompleteFax(ours, answer);
            return;
        }
        var result = AudioNegotiation.Complete(ours, answer, Media.Local!, Profile.Media, Agreed);
        if (!result.IsAgreed)
        {
            Fail(NoMedia(result.Refusal));
            return;
        }
        var before = IsHeld;
        Apply(result.Agreed);
        TellHold(before);
    }

    /// <summary>Ends an answered leg that cannot go on.</summary>
    private void Fail(CallEnd end)
    {
        HangUp(end);
        _call.Tell(new Happening(HappeningKind.LegEnded, this, end));
    }

    private static CallEnd NoMedia(SdpRefusal refusal) =>
        new(EndSide.System, EndCause.NoCommonMedia, refusal.SipStatus, Detail: refusal.Reason);

    /// <summary>A caller without an offer can do, as far as we know, all that its line can.</summary>
    private static ImmutableArray<AgreedFormat> Everything(AudioCapabilities media) =>
        [
            .. media.Codecs.Select(c => new AgreedFormat(0, 0, c.Encoding, c.ClockRate, c.Channels)),
            .. media.TelephoneEvent ? [new AgreedFormat(0, 0, "TELEPHONE-EVENT", 8000)] : Array.Empty<AgreedFormat>(),
        ];
}
