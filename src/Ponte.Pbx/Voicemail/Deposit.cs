using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Voicemail;

/// <summary>A caller leaves a message: greeting, beep, message, thanks. <c>#</c> cuts the greeting short, and ends the message; <c>*</c> in the greeting is for the owner, who is somewhere else.</summary>
/// <param name="box">The box.</param>
/// <param name="wasBusy">Whether the caller comes here because its owner is busy.</param>
/// <param name="voicemail">What is kept.</param>
internal sealed class Deposit(Mailbox box, bool wasBusy, IVoicemail voicemail) : VoiceDialogue
{
    private int _attempts;

    /// <inheritdoc/>
    public override VoiceAction Begin()
    {
        if (voicemail.MessagesOf(box.Id).Count >= box.Settings.MaxMessages)
        {
            Result = "full";
            voicemail.NoteFull(box);
            return Farewell([Prompt(VoicePrompts.BoxFull)], "the box is full");
        }
        return Say(
            Greeting(),
            Take,
            key =>
                key is '#' ? Take()
                : key is '*' && voicemail.HasPin(box) ? new VoiceLogin()
                : null
        );
    }

    /// <summary>A temporary greeting, that for the occasion, the usual one, the document's, or the one that comes with Ponte.</summary>
    private ValueList<VoicePiece> Greeting()
    {
        GreetingKind[] kinds = wasBusy
            ? [GreetingKind.Temporary, GreetingKind.Busy, GreetingKind.Standard]
            : [GreetingKind.Temporary, GreetingKind.Standard];
        foreach (var kind in kinds)
        {
            if (voicemail.HasGreeting(box.Id, kind))
            {
                return [new GreetingPiece(box.Id, kind)];
            }
        }
        if (box.Settings.Greeting.Length > 0)
        {
            return [Prompt(box.Settings.Greeting)];
        }
        return
        [
            Prompt(wasBusy ? VoicePrompts.IsBusy : VoicePrompts.DoesNotAnswer),
            new NamePiece(box.Name, box.Number),
            Prompt(VoicePrompts.AfterBeep),
        ];
    }

    private VoiceAction Take() => Record(isGreeting: false, Taken);

    private VoiceAction Taken(FlowRecorded recorded)
    {
        Result = recorded.Outcome switch
        {
            FlowTakeOutcome.Kept => "kept",
            FlowTakeOutcome.TooShort => "tooShort",
            _ => "failed",
        };
        return recorded.Outcome switch
        {
            FlowTakeOutcome.Kept => Farewell([Prompt(VoicePrompts.Kept)]),
            FlowTakeOutcome.Failed => Farewell([Prompt(VoicePrompts.NotKept)], "the message could not be kept"),
            _ when ++_attempts < Attempts && recorded.Key is not null => Say([Prompt(VoicePrompts.TooShort)], Take),
            _ => Farewell([Prompt(DefaultPrompts.Goodbye)]),
        };
    }
}
