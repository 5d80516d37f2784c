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
    private VoiceMessage? _open;
    private ListenFlow? _listening;
    private bool _isOver;

    /// <inheritdoc/>
    protected override Mailbox Box => place.Box;

    /// <inheritdoc/>
    protected override VoiceDialogue Dialogue => _deposit;

    /// <inheritdoc/>
    public override void End()
    {
        _isOver = true;
        _listening?.End();
        if (_open is { } message)
        {
            voicemail.Drop(place.Box, message);
        }
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
        var message = new VoiceMessage
        {
            Id = VoiceMessage.NewId(now),
            At = now,
            CallerNumber = caller.IsAnonymous ? "" : caller.Number,
            CallerName = caller.IsAnonymous ? "" : caller.Name,
        };
        return new FlowRecord(token => OpenAsync(message, token), take => KeepAsync(message, take))
        {
            MaximumLength = place.Box.Settings.MaxLength,
            StopAfterSilence = place.Box.Settings.Silence,
        };
    }

    private async ValueTask<RecordingPlace?> OpenAsync(VoiceMessage message, CancellationToken cancellationToken)
    {
        _open = message;
        var made = await voicemail.OpenAsync(place.Box, message, cancellationToken).ConfigureAwait(false);
        if (_isOver)
        {
            voicemail.Drop(place.Box, message); // the caller hung up while it was made
        }
        return made;
    }

    private ValueTask<FlowRecorded> KeepAsync(VoiceMessage message, FlowTake take)
    {
        _open = null;
        return voicemail.KeepAsync(place.Box, message, take);
    }
}
