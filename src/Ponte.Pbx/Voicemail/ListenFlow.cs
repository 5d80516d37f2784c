using Ponte.Calls.Routing;

namespace Ponte.Pbx.Voicemail;

/// <summary>A caller listens to a box.</summary>
/// <param name="listener">Who calls.</param>
/// <param name="speech">Finds what is said.</param>
/// <param name="voicemail">What is kept.</param>
/// <param name="plan">Plans the call back to a number; null where nobody is called back.</param>
internal sealed class ListenFlow(
    Listener listener,
    VoiceSpeech speech,
    IVoicemail voicemail,
    Func<string, CancellationToken, ValueTask<CallPlan>>? plan
) : VoicemailFlow(VoicemailSteps.Listen, speech)
{
    /// <summary>Nobody says anything in less.</summary>
    private static readonly TimeSpan ShortestGreeting = TimeSpan.FromSeconds(1);

    /// <summary>Callers do not listen to longer ones.</summary>
    private static readonly TimeSpan LongestGreeting = TimeSpan.FromMinutes(1);

    private readonly Listening _listening = new(listener with { MayCall = plan is not null }, voicemail);
    private DateTimeOffset _now;
    private bool _hasDraft;

    /// <inheritdoc/>
    protected override Mailbox? Box => _listening.Box;

    /// <inheritdoc/>
    protected override VoiceDialogue Dialogue => _listening;

    /// <inheritdoc/>
    public override void End()
    {
        if (_hasDraft)
        {
            _ = voicemail.DropGreetingAsync(Box!.Id, null).AsTask();
        }
    }

    /// <inheritdoc/>
    protected override FlowMove Act(VoiceAction action, DateTimeOffset now)
    {
        _now = now;
        return action switch
        {
            VoiceDo { Deed: var deed } => new FlowAsk(_ => DoAsync(deed)),
            VoiceCall call => new FlowCallOut(token => plan!(call.Number, token)),
            _ => Record(),
        };
    }

    private FlowRecord Record()
    {
        _hasDraft = true;
        return new FlowRecord(token => voicemail.OpenGreetingAsync(Box!.Id, token), KeepAsync)
        {
            MaximumLength = LongestGreeting,
            StopAfterSilence = Box!.Settings.Silence,
        };
    }

    private async ValueTask<FlowRecorded> KeepAsync(FlowTake take)
    {
        if (take.Length >= ShortestGreeting && !take.IsCallerGone)
        {
            return new FlowRecorded(FlowTakeOutcome.Kept);
        }
        await voicemail.DropGreetingAsync(Box!.Id, null).ConfigureAwait(false);
        return new FlowRecorded(take.End == Media.Control.Model.RecordingEnd.FileError ? FlowTakeOutcome.Failed : FlowTakeOutcome.TooShort);
    }

    private async ValueTask<FlowFound> DoAsync(VoiceDeed deed)
    {
        var box = Box!;
        switch (deed)
        {
            case CheckPin check:
                var verdict = await voicemail.CheckPinAsync(box, check.Pin, listener.Caller).ConfigureAwait(false);
                return new FlowFound(verdict.ToString());
            case ChangePin change:
                return Done(await voicemail.SetPinAsync(box.Id, change.Pin).ConfigureAwait(false));
            case MarkHeard heard:
                return await ChangeAsync(heard.Message, m => m with { IsHeard = heard.IsHeard }).ConfigureAwait(false);
            case Delete delete:
                return await ChangeAsync(delete.Message, m => m with { DeletedAt = delete.IsDeleted ? _now : null }).ConfigureAwait(false);
            case CopyTo copy:
                return Done(await voicemail.CopyAsync(box.Id, copy.Message, copy.To).ConfigureAwait(false));
            case UseGreeting use:
                return Done(await voicemail.UseGreetingAsync(box.Id, use.Kind).ConfigureAwait(false));
            default:
                return Done(await voicemail.DropGreetingAsync(box.Id, ((DropGreeting)deed).Kind).ConfigureAwait(false));
        }
    }

    private async ValueTask<FlowFound> ChangeAsync(string message, Func<VoiceMessage, VoiceMessage> change) =>
        Done(await voicemail.ChangeAsync(Box!.Id, message, change).ConfigureAwait(false));

    private static FlowFound Done(bool isDone) => new(null, HasFailed: !isDone);
}
