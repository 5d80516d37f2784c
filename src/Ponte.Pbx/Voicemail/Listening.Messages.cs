using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Voicemail;

/// <content>The messages: new ones first, the oldest first. One that was heard to its end, or passed over, is heard.</content>
internal sealed partial class Listening
{
    private IReadOnlyList<VoiceMessage> _messages = [];
    private int _at;
    private string? _deleted;

    private VoiceMessage Message => _messages[_at];

    private VoiceSay BeginMessages()
    {
        _messages = [.. voicemail.MessagesOf(BoxId).OrderBy(m => m.IsHeard)];
        (_at, _deleted) = (0, null);
        return _messages.Count == 0 ? Menu([Prompt(VoicePrompts.NoMessages)]) : Play([]);
    }

    private VoiceSay Play(ValueList<VoicePiece> said)
    {
        if (_at >= _messages.Count)
        {
            return Menu([.. said, Prompt(VoicePrompts.NoMore)]);
        }
        ValueList<VoicePiece> caller =
            Message.CallerNumber.Length + Message.CallerName.Length > 0
                ? [Prompt(VoicePrompts.MessageFrom), new NamePiece(Message.CallerName, Message.CallerNumber)]
                : [Prompt(VoicePrompts.UnknownCaller)];
        return Say([.. said, .. caller, new TimePiece(Message.At), new MessagePiece(BoxId, Message.Id)], Heard, OfMessage);
    }

    private VoiceDo Heard() => Do(new MarkHeard(Message.Id, IsHeard: true), _ => After([]));

    private VoiceSay After(ValueList<VoicePiece> said) => Choose(said, VoicePrompts.MessageMenu, OfMessage);

    private VoiceAction? OfMessage(char key) =>
        key switch
        {
            '1' => Play([]),
            '2' => Do(new MarkHeard(Message.Id, IsHeard: true), _ => Next([])),
            '3' => Delete(),
            '4' => CallBack(),
            '5' => Do(new MarkHeard(Message.Id, IsHeard: false), found => Next([Prompt(Outcome(found.HasFailed, VoicePrompts.KeptAsNew))])),
            '6' => Copy(),
            '7' => Restore(),
            '0' => After([]),
            '*' => Menu([]),
            _ => null,
        };

    private VoiceSay Next(ValueList<VoicePiece> said)
    {
        _at++;
        return Play(said);
    }

    private VoiceDo Delete()
    {
        var message = Message.Id;
        return Do(
            new Delete(message, IsDeleted: true),
            found =>
            {
                if (found.HasFailed)
                {
                    return After([Prompt(VoicePrompts.NotDone)]);
                }
                _deleted = message;
                return Next([Prompt(VoicePrompts.Deleted)]);
            }
        );
    }

    /// <summary>A slip is undone as long as nothing else is deleted: the message is there again, and heard again.</summary>
    private VoiceDo? Restore()
    {
        if (_deleted is not { } message)
        {
            return null;
        }
        _deleted = null;
        _at = _messages.TakeWhile(m => !m.Id.Equals(message, StringComparison.Ordinal)).Count();
        return Do(new Delete(message, IsDeleted: false), found => Play(found.HasFailed ? [Prompt(VoicePrompts.NotDone)] : []));
    }

    private VoiceAction CallBack() =>
        !listener.MayCall || Message.CallerNumber.Length == 0
            ? After([Prompt(VoicePrompts.NoNumber)])
            : Do(
                new MarkHeard(Message.Id, IsHeard: true),
                _ => Call(Message.CallerNumber, () => After([Prompt(DefaultPrompts.Unavailable)]))
            );

    private VoiceSay Copy() =>
        Collect(
            [Prompt(VoicePrompts.EnterBox)],
            LongestNumber,
            number =>
                listener.Find(number) is { } to
                    ? Do(new CopyTo(Message.Id, to), found => After([Prompt(Outcome(found.HasFailed, VoicePrompts.Copied))]))
                    : After([Prompt(VoicePrompts.NoSuchBox)]),
            () => After([])
        );
}
