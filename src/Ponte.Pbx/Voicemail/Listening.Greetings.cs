using Ponte.Calls.Routing;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Voicemail;

/// <content>The greetings: a new one is listened to before callers hear it.</content>
internal sealed partial class Listening
{
    private VoiceSay Greetings(ValueList<VoicePiece> said) =>
        Choose(
            said,
            VoicePrompts.GreetingsMenu,
            key =>
                key switch
                {
                    '1' => OfGreeting(GreetingKind.Standard, []),
                    '2' => OfGreeting(GreetingKind.Busy, []),
                    '3' => OfGreeting(GreetingKind.Temporary, []),
                    '*' => Menu([]),
                    _ => null,
                }
        );

    private VoiceSay OfGreeting(GreetingKind kind, ValueList<VoicePiece> said) =>
        Choose(said, VoicePrompts.GreetingMenu, key => OfGreeting(kind, key));

    private VoiceAction? OfGreeting(GreetingKind kind, char key) =>
        key switch
        {
            '1' when !voicemail.HasGreeting(BoxId, kind) => OfGreeting(kind, [Prompt(VoicePrompts.NoGreeting)]),
            '1' => Say([new GreetingPiece(BoxId, kind)], () => OfGreeting(kind, []), pressed => OfGreeting(kind, pressed)),
            '2' => RecordGreeting(kind),
            '3' => Do(new DropGreeting(kind), found => OfGreeting(kind, [Prompt(Outcome(found.HasFailed, VoicePrompts.GreetingDropped))])),
            '*' => Greetings([]),
            _ => null,
        };

    private VoiceSay RecordGreeting(GreetingKind kind) =>
        Say([Prompt(VoicePrompts.SpeakGreeting)], () => Record(isGreeting: true, recorded => Recorded(kind, recorded)));

    private VoiceSay Recorded(GreetingKind kind, FlowRecorded recorded) =>
        recorded.Outcome switch
        {
            FlowTakeOutcome.Kept => Review(kind, [new GreetingPiece(BoxId, null)]),
            FlowTakeOutcome.TooShort => OfGreeting(kind, [Prompt(VoicePrompts.GreetingTooShort)]),
            _ => OfGreeting(kind, [Prompt(VoicePrompts.NotDone)]),
        };

    private VoiceSay Review(GreetingKind kind, ValueList<VoicePiece> said) =>
        Choose(
            said,
            VoicePrompts.ReviewMenu,
            key =>
                key switch
                {
                    '1' => Review(kind, [new GreetingPiece(BoxId, null)]),
                    '2' => RecordGreeting(kind),
                    '3' => Do(
                        new UseGreeting(kind),
                        found => OfGreeting(kind, [Prompt(Outcome(found.HasFailed, VoicePrompts.GreetingUsed))])
                    ),
                    '*' => Do(new DropGreeting(null), _ => OfGreeting(kind, [])),
                    _ => null,
                }
        );
}
