using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Voicemail;

/// <summary>
/// The menu of a box: who it is, then messages, greetings and PIN. An owner at a phone of its own is asked for no PIN, nor is one of the users of a shared box
/// that has none; anybody else is. At every moment a key counts.
/// </summary>
/// <param name="listener">Who calls.</param>
/// <param name="voicemail">What is kept.</param>
internal sealed partial class Listening(Listener listener, IVoicemail voicemail) : VoiceDialogue
{
    private const int LongestNumber = 15;
    private const int ShortestPin = 4;
    private const int LongestPin = 12;
    private int _idle;
    private int _asked;

    /// <summary>The box; null while it is not known.</summary>
    public Mailbox? Box { get; private set; }

    private string BoxId => Box!.Id;

    /// <inheritdoc/>
    public override VoiceAction Begin() => listener.Box is { } box ? Enter(box) : AskBox([]);

    private VoiceSay AskBox(ValueList<VoicePiece> said) =>
        Collect(
            [.. said, Prompt(VoicePrompts.EnterBox)],
            LongestNumber,
            number => listener.Find(number) is { } box ? Enter(box) : AskBoxAgain(),
            AskBoxAgain
        );

    private VoiceSay AskBoxAgain() =>
        ++_asked < Attempts ? AskBox([Prompt(VoicePrompts.NoSuchBox)]) : Farewell([Prompt(DefaultPrompts.Goodbye)], "no box was chosen");

    private VoiceSay Enter(Mailbox box)
    {
        (Box, _asked) = (box, 0);
        var isOwner = box.Id.Equals(listener.User, StringComparison.Ordinal);
        var hasPin = voicemail.HasPin(box);
        if (isOwner || (!hasPin && box.Users.Contains(listener.User, StringComparer.Ordinal)))
        {
            return Open();
        }
        if (!hasPin)
        {
            Result = "refused";
            return Farewell([Prompt(VoicePrompts.NoAccess)], "the box has no PIN");
        }
        return AskPin([]);
    }

    private VoiceSay AskPin(ValueList<VoicePiece> said) =>
        Collect(
            [.. said, Prompt(VoicePrompts.EnterPin)],
            LongestPin,
            pin => Do(new CheckPin(pin), found => Checked(found.Value)),
            () => Checked(nameof(PinVerdict.Wrong))
        );

    private VoiceSay Checked(string? verdict)
    {
        if (verdict is nameof(PinVerdict.Right))
        {
            voicemail.NoteListener(Box!, listener.Caller);
            return Open();
        }
        Result = "refused";
        return verdict is nameof(PinVerdict.Locked) ? Farewell([Prompt(VoicePrompts.Locked)], "the box is locked: too many wrong PINs")
            : ++_asked < Attempts ? AskPin([Prompt(VoicePrompts.WrongPin)])
            : Farewell([Prompt(VoicePrompts.WrongPin), Prompt(DefaultPrompts.Goodbye)], "wrong PIN");
    }

    private VoiceSay Open()
    {
        Result = "opened";
        var messages = voicemail.MessagesOf(BoxId);
        var (fresh, heard) = (messages.Count(m => !m.IsHeard), messages.Count(m => m.IsHeard));
        return Menu(
            (fresh, heard) switch
            {
                (0, 0) => [Prompt(VoicePrompts.NoMessages)],
                (_, 0) => [Prompt(VoicePrompts.NewMessages), new NumberPiece(fresh)],
                _ => [Prompt(VoicePrompts.NewMessages), new NumberPiece(fresh), Prompt(VoicePrompts.HeardMessages), new NumberPiece(heard)],
            }
        );
    }

    private VoiceSay Menu(ValueList<VoicePiece> said) =>
        Choose(
            said,
            VoicePrompts.MainMenu,
            key =>
                key switch
                {
                    '1' => BeginMessages(),
                    '2' => Greetings([]),
                    '3' => NewPin(),
                    '7' => Restore(),
                    '*' => Farewell([Prompt(DefaultPrompts.Goodbye)]),
                    _ => null,
                }
        );

    /// <summary>Says a menu after something else, until a key chooses, or the caller does nothing of use too often.</summary>
    private VoiceSay Choose(ValueList<VoicePiece> said, string menu, Func<char, VoiceAction?> choice)
    {
        VoiceAction Again(ValueList<VoicePiece> why) =>
            ++_idle < Attempts ? Choose(why, menu, choice) : Farewell([Prompt(DefaultPrompts.Goodbye)]);
        return Ask(
            [.. said, Prompt(menu)],
            key =>
            {
                if (choice(key) is not { } action)
                {
                    return Again([Prompt(DefaultPrompts.WrongKey)]);
                }
                _idle = 0;
                return action;
            },
            () => Again([])
        );
    }

    private VoiceSay NewPin() =>
        Collect(
            [Prompt(VoicePrompts.NewPin)],
            LongestPin,
            pin => pin.Length >= ShortestPin ? RepeatPin(pin) : Menu([Prompt(VoicePrompts.PinTooShort)]),
            () => Menu([])
        );

    private VoiceSay RepeatPin(string pin) =>
        Collect(
            [Prompt(VoicePrompts.RepeatPin)],
            LongestPin,
            again => again.Equals(pin, StringComparison.Ordinal) ? SetPin(pin) : Menu([Prompt(VoicePrompts.PinsDiffer)]),
            () => Menu([])
        );

    private VoiceDo SetPin(string pin) =>
        Do(new ChangePin(pin), found => Menu([Prompt(Outcome(found.HasFailed, VoicePrompts.PinChanged))]));

    private static string Outcome(bool hasFailed, string done) => hasFailed ? VoicePrompts.NotDone : done;
}
