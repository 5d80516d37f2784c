using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Voicemail;

/// <summary>A caller leaves a message in a box.</summary>
/// <param name="place">The box, and why the caller comes there.</param>
/// <param name="caller">The caller, as others are shown it.</param>
/// <param name="speech">Finds what is said.</param>
/// <param name="voicemail">Keeps messages.</param>
internal sealed class DepositFlow(BoxPlace place, Party caller, VoiceSpeech speech, IVoicemail voicemail)
    : VoicemailFlow(VoicemailSteps.Deposit, speech)
{
    private readonly VoiceSpeech _speech = speech;
    private readonly Deposit _deposit = new(place.Box, place.WasBusy, voicemail);
    private readonly MessageTaking _taking = new(place.Box, caller, voicemail);
    private ListenFlow? _listening;

    /// <inheritdoc/>
    protected override Mailbox Box => place.Box;

    /// <inheritdoc/>
    protected override VoiceDialogue Dialogue => _deposit;

    /// <inheritdoc/>
    public override void End()
    {
        _taking.End();
        _listening?.End();
    }

    /// <inheritdoc/>
    public override FlowMove? Take(FlowNews input, DateTimeOffset now) =>
        _listening is { } owner ? owner.Take(input, now) : base.Take(input, now);

    /// <inheritdoc/>
    public override IEnumerable<FlowPassage> TakePath() => _listening is { } owner ? owner.TakePath() : base.TakePath();

    /// <inheritdoc/>
    protected override FlowMove Act(VoiceAction action, DateTimeOffset now)
    {
        if (action is VoiceLogin)
        {
            // From wherever it is: by PIN, and nobody is called back at the company's cost.
            var listener = new Listener(Box, "", caller.IsAnonymous ? "anonymous" : caller.Number) { Find = _ => null };
            _listening = new ListenFlow(listener, _speech, voicemail, plan: null);
            return _listening.Begin(now);
        }
        return _taking.Record(now);
    }
}
