using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Flows;

/// <content>A caller at the door of a room: the PIN is asked for, three times at most, and who is not let in hears why.</content>
public sealed partial class FlowRun
{
    /// <summary>How often a caller may press a PIN.</summary>
    public const int MaxPinTries = 3;

    private const int LongestPin = 12;
    private static readonly TimeSpan PinWait = TimeSpan.FromSeconds(8);

    /// <summary>How the step ends when all is said; null while the PIN is asked for.</summary>
    private string? _refused;

    private FlowAction EnterRoom(RoomStep step)
    {
        _refused = null;
        var room = _start.Company.RoomOf(step.Room)!;
        if (room.Language.Length > 0)
        {
            _variables[FlowVariables.Language] = room.Language;
        }
        return room is { Pin: null, HostPin: null } ? new FlowJoin(room, IsHost: false) : AskForPin(DefaultPrompts.RoomPin);
    }

    private FlowAction? InRoom(RoomStep step, FlowInput input, DateTimeOffset now) =>
        input switch
        {
            SpeechEnded when _isSpeaking && _refused is { } outcome => Left(outcome, outcome, now),
            SpeechEnded when _isSpeaking => ListenForPin(),
            KeyPressed { Key: var key } when _refused is null => PinKey(step, key, now),
            TimedOut when !_isSpeaking => TryPin(step, now),
            TargetEnded => Refuse(FlowOutcome.Busy, now, DefaultPrompts.RoomFull),
            _ => null,
        };

    private FlowAction AskForPin(params ReadOnlySpan<string> prompts)
    {
        _entry!.Digits.Clear();
        return Say(prompts) ?? (FlowAction)ListenForPin();
    }

    private FlowListen ListenForPin()
    {
        _isSpeaking = false;
        return new FlowListen(PinWait);
    }

    private FlowAction PinKey(RoomStep step, char key, DateTimeOffset now)
    {
        if (key == '#')
        {
            return TryPin(step, now);
        }
        _entry!.Digits.Append(key);
        return _entry.Digits.Length >= LongestPin ? TryPin(step, now) : ListenForPin();
    }

    private FlowAction TryPin(RoomStep step, DateTimeOffset now)
    {
        var room = _start.Company.RoomOf(step.Room)!;
        var pin = _entry!.Digits.ToString();
        var isHost = Is(room.HostPin, pin);
        if (isHost || Is(room.Pin, pin) || (room.Pin is null && pin.Length == 0))
        {
            _isSpeaking = false;
            return new FlowJoin(room, isHost);
        }
        return ++_entry.Failures < MaxPinTries
            ? AskForPin(DefaultPrompts.RoomPinWrong, DefaultPrompts.RoomPin)
            : Refuse(FlowOutcome.Wrong, now, DefaultPrompts.RoomPinWrong, DefaultPrompts.Goodbye);
    }

    private bool Is(SecretReference? secret, string pin) =>
        secret is not null && pin.Length > 0 && pin.Equals(_start.Secret(secret), StringComparison.Ordinal);

    private FlowAction Refuse(string outcome, DateTimeOffset now, params ReadOnlySpan<string> prompts)
    {
        _refused = outcome;
        return Say(prompts) ?? Left(outcome, outcome, now);
    }

    private FlowSpeak? Say(ReadOnlySpan<string> prompts)
    {
        var speech = new List<FlowSpeech>();
        foreach (var prompt in prompts)
        {
            speech.Add(new FlowSpeech(FlowSpeechKind.Prompt, prompt));
        }
        return Speak([.. speech], beforeAnswer: false);
    }
}
