using System.Collections.Immutable;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Calls;

/// <summary>The part of a called party.</summary>
public sealed partial class SimulatedCall
{
    private readonly Dictionary<int, string> _tags = [];
    private ServerExchange? _invited;
    private AgreedAudio? _proposed;
    private int _reliable;

    /// <summary>Answer 200 when Ponte cancels, as happens when both cross.</summary>
    public bool AnswersOnCancel { get; set; }

    /// <summary>PRACKs that came for our reliable provisional responses.</summary>
    public int PracksFromPonte { get; private set; }

    /// <summary>The device that answers where none is named; 1 is the one that rang first.</summary>
    public int AnswerDevice { get; set; } = 1;

    /// <summary>Whether the call was missed: given up before the answer, and not because another device took it.</summary>
    public bool WasMissed { get; private set; }

    /// <summary>Takes an INVITE. Null: it was taken, and 100 sent; else why it cannot be.</summary>
    internal CallRefusal? Take(ServerExchange exchange)
    {
        Invite = exchange.Request;
        _invited = exchange;
        LearnAbilities(exchange.Request);
        _dialog = DialogOf(exchange, 1);
        if (!SessionDescription.TryParse(exchange.Request.Body.Span, SdpLimits.Default, out var offer, out var error))
        {
            return new CallRefusal(400, "Bad Request", error.Reason);
        }
        if (Propose(offer) is { } refusal)
        {
            return refusal;
        }
        exchange.OnAckMissing = OnAckMissing;
        Respond(exchange, new ResponseParts(100, "Trying"));
        CheckSbc(offer, exchange);
        return null;
    }

    /// <summary>A CANCEL for the INVITE came; its 200 was sent.</summary>
    internal void OnCancel(SipRequest cancel)
    {
        var reason = string.Join(", ", cancel.Headers.All(HeaderName.Reason));
        if (AnswersOnCancel)
        {
            SendAnswer(Media.Frequency, AnswerDevice);
            return;
        }
        if (_invited is not { IsFinished: false } invited)
        {
            return;
        }
        WasMissed = !CompletedElsewhere(reason);
        Finish(new CallEnding(true, false, 487, reason, "cancelled by Ponte", cancel));
        Respond(invited, new ResponseParts(487, "Request Terminated") { ToTag = _dialog.LocalTag });
    }

    /// <summary>Whether a tag is ours: of the dialog, or of one of the devices that ring.</summary>
    internal bool HasTag(string tag) =>
        string.Equals(_dialog.LocalTag, tag, StringComparison.Ordinal) || (!IsAnswered && _tags.ContainsValue(tag));

    /// <summary>The number of the next reliable provisional response.</summary>
    internal int NextReliable() => ++_reliable;

    /// <summary>Refuses the INVITE.</summary>
    internal void Refuse(CallRefusal refusal)
    {
        if (_invited is not { IsFinished: false } invited)
        {
            return;
        }
        Finish(new CallEnding(false, false, refusal.Status, refusal.Reason ?? "", $"refused with {refusal.Status} {refusal.Phrase}", null));
        Respond(invited, new ResponseParts(refusal.Status, refusal.Phrase) { ToTag = _dialog.LocalTag, Reason = refusal.Reason });
    }

    /// <summary>RFC 3326's word for a call that another device took (reference: a CANCEL with it is no missed call).</summary>
    private static bool CompletedElsewhere(string reason) =>
        reason.Contains("cause=200", StringComparison.OrdinalIgnoreCase)
        && reason.Contains("Call completed elsewhere", StringComparison.OrdinalIgnoreCase);

    /// <summary>Does what its party does by itself.</summary>
    internal void Follow(PartyBehaviour behaviour)
    {
        if (behaviour.Refusal is { } refusal)
        {
            Refuse(refusal);
            return;
        }
        if (behaviour.Rings)
        {
            Ring();
        }
        if (behaviour.EarlyFrequency is { } tone)
        {
            Progress(frequency: tone);
        }
        if (behaviour.AnswerAfter is { } wait)
        {
            _side.Loop.Schedule(wait, () => Answer(behaviour.Frequency));
        }
        if (behaviour.AnswerAfter is { } answer && behaviour.HangUpAfter is { } hangUp)
        {
            _side.Loop.Schedule(answer + hangUp, () => HangUp());
        }
    }

    private Dialog DialogOf(ServerExchange invite, int device)
    {
        var dialog = Dialog.Of(invite.Request, TagOf(device));
        _side.Prepare(this, dialog, invite);
        return dialog;
    }

    private string TagOf(int device)
    {
        if (!_tags.TryGetValue(device, out var tag))
        {
            _tags[device] = tag = Tokens.Tag();
        }
        return tag;
    }

    /// <summary>Makes the answer that all devices give; it is sent when one of them speaks.</summary>
    private CallRefusal? Propose(SessionDescription offer)
    {
        var result = AudioNegotiation.Answer(offer, _local, _side.Capabilities(offering: false), AudioDirection.SendReceive);
        if (!result.IsAgreed)
        {
            return new CallRefusal(result.Refusal.SipStatus, "Not Acceptable Here", null);
        }
        _proposed = result.Agreed with { Local = Sent(result.Answer) };
        return null;
    }

    private ReadOnlyMemory<byte> Describe()
    {
        PutInForce(_proposed!);
        _sent = _proposed!.Local;
        return _sent.ToBytes();
    }

    private void SendProvisional(int status, string phrase, int device, bool withMedia)
    {
        if (_invited is not { IsFinished: false } invited)
        {
            return;
        }
        var sdp = withMedia ? Describe() : default;
        Respond(invited, new ResponseParts(status, phrase) { ToTag = TagOf(device), Sdp = sdp });
        Enter(CallPhase.Ringing);
    }

    private void SendAnswer(int frequency, int device)
    {
        if (_invited is not { IsFinished: false } invited)
        {
            return;
        }
        _dialog = DialogOf(invited, device);
        var sdp = Describe();
        Media.Play(frequency);
        IsAnswered = true;
        LearnTimer(invited.Request, weAreCaller: false);
        Respond(invited, new ResponseParts(200, "OK") { ToTag = TagOf(device), Sdp = sdp });
        Enter(CallPhase.Talking);
        OnBypassAnswered();
        _answered.TrySetResult(null);
    }

    private void OnAckMissing()
    {
        if (Phase == CallPhase.Talking)
        {
            _side.OnViolation("The ACK of our answer never came.");
            End("Q.850;cause=102;text=\"1106\"");
        }
    }

    private void Respond(ServerExchange exchange, ResponseParts parts) => exchange.Respond(_side.Response(this, exchange.Request, parts));

    private ImmutableArray<LocalCrypto> KeysFor(AudioCapabilities capabilities) =>
        capabilities.Srtp == SrtpUse.None
            ? []
            :
            [
                .. LocalCrypto
                    .Generate(capabilities.SrtpSuites)
                    .Select(k => k with { Key = k.Key with { Mki = Direction == CallDirection.FromPonte ? _side.Mki : [] } }),
            ];
}
