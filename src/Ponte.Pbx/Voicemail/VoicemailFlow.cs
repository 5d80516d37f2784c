using Ponte.Calls.Routing;

namespace Ponte.Pbx.Voicemail;

/// <summary>A dialogue of a box for one call: what it says becomes sound, what the caller does is told.</summary>
/// <param name="step">What the caller does, for history: one of <see cref="VoicemailSteps"/>.</param>
/// <param name="speech">Finds what is said.</param>
internal abstract class VoicemailFlow(string step, VoiceSpeech speech) : ICallFlow
{
    private string? _told;

    /// <summary>The box; null while it is not known.</summary>
    protected abstract Mailbox? Box { get; }

    /// <summary>What is spoken with the caller.</summary>
    protected abstract VoiceDialogue Dialogue { get; }

    /// <inheritdoc/>
    public FlowMove Begin(DateTimeOffset now) => Move(Dialogue.Begin(), now);

    /// <inheritdoc/>
    public virtual FlowMove? Take(FlowNews input, DateTimeOffset now) => Dialogue.Take(input) is { } action ? Move(action, now) : null;

    /// <inheritdoc/>
    public virtual IEnumerable<FlowPassage> TakePath()
    {
        var result = Dialogue.Result;
        if (Box is not { } box || string.Equals(result, _told, StringComparison.Ordinal))
        {
            return [];
        }
        _told = result;
        return [new FlowPassage(VoicemailSteps.Flow, step, box.Id, result)];
    }

    /// <inheritdoc/>
    public abstract void End();

    /// <summary>Does what is no speech.</summary>
    protected abstract FlowMove Act(VoiceAction action, DateTimeOffset now);

    private FlowMove Move(VoiceAction action, DateTimeOffset now) =>
        action switch
        {
            VoiceSay say => new FlowPlay(token => speech.FindAsync(say.Pieces, Box?.Language, token), BeforeAnswer: false),
            VoiceListen listen => new FlowAwait(listen.Wait),
            VoiceEnd { End: var end } => new FlowEnd(end),
            _ => Act(action, now),
        };
}
