using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>Boxes in memory: what is recorded is only noted.</summary>
internal sealed class MemoryVoicemail : IVoicemail
{
    private static readonly RecordingSeal Seal = new()
    {
        KeyId = "k1",
        Salt = [.. new byte[RecordingSeal.KeyLength]],
        Key = [.. new byte[RecordingSeal.KeyLength]],
    };

    public event Action<string>? Changed;

    public Dictionary<string, List<VoiceMessage>> Boxes { get; } = new(StringComparer.Ordinal);

    /// <summary>Places that were made and neither kept nor dropped.</summary>
    public HashSet<string> Open { get; } = [];

    public HashSet<(string Box, GreetingKind Kind)> Greetings { get; } = [];

    public Dictionary<string, string> Pins { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the disk is full.</summary>
    public bool IsFull { get; set; }

    public int WrongPins { get; set; }

    public List<string> Listeners { get; } = [];

    public List<string> Full { get; } = [];

    public IReadOnlyList<VoiceMessage> MessagesOf(string box) => [.. Boxes.GetValueOrDefault(box, []).Where(m => m.DeletedAt is null)];

    public bool HasGreeting(string box, GreetingKind kind) => Greetings.Contains((box, kind));

    public bool HasPin(Mailbox box) => Pins.ContainsKey(box.Id) || box.Settings.Pin is not null;

    public ValueTask<RecordingPlace?> OpenAsync(Mailbox box, VoiceMessage message, CancellationToken cancellationToken)
    {
        if (IsFull)
        {
            return ValueTask.FromResult<RecordingPlace?>(null);
        }
        Open.Add(message.Id);
        return ValueTask.FromResult<RecordingPlace?>(new RecordingPlace($"/{box.Id}/{message.Id}", Seal, 8000));
    }

    public ValueTask<FlowRecorded> KeepAsync(Mailbox box, VoiceMessage message, FlowTake take)
    {
        Open.Remove(message.Id);
        if (take.Length < TimeSpan.FromSeconds(2))
        {
            return ValueTask.FromResult(new FlowRecorded(FlowTakeOutcome.TooShort));
        }
        Add(box.Id, message with { Length = take.Length ?? TimeSpan.Zero });
        return ValueTask.FromResult(
            new FlowRecorded(FlowTakeOutcome.Kept)
            {
                Box = box.Id,
                Message = message.Id,
                Length = take.Length ?? TimeSpan.Zero,
            }
        );
    }

    public void Drop(Mailbox box, VoiceMessage message) => Open.Remove(message.Id);

    public ValueTask<bool> ChangeAsync(string box, string message, Func<VoiceMessage, VoiceMessage> change)
    {
        var at = Boxes[box].FindIndex(m => m.Id.Equals(message, StringComparison.Ordinal));
        Boxes[box][at] = change(Boxes[box][at]);
        Changed?.Invoke(box);
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> CopyAsync(string box, string message, Mailbox to)
    {
        Add(to.Id, Boxes[box].Single(m => m.Id.Equals(message, StringComparison.Ordinal)) with { IsHeard = false });
        return ValueTask.FromResult(true);
    }

    public ValueTask<RecordingPlace?> OpenGreetingAsync(string box, CancellationToken cancellationToken)
    {
        Open.Add($"{box} greeting");
        return ValueTask.FromResult<RecordingPlace?>(new RecordingPlace($"/{box}/greeting", Seal, 8000));
    }

    public ValueTask<bool> UseGreetingAsync(string box, GreetingKind kind)
    {
        Open.Remove($"{box} greeting");
        Greetings.Add((box, kind));
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> DropGreetingAsync(string box, GreetingKind? kind)
    {
        Open.Remove($"{box} greeting");
        return ValueTask.FromResult(kind is { } used ? Greetings.Remove((box, used)) : true);
    }

    public ValueTask<PinVerdict> CheckPinAsync(Mailbox box, string pin, string caller) => ValueTask.FromResult(Check(box, pin));

    public void NoteListener(Mailbox box, string caller) => Listeners.Add($"{box.Id} {caller}");

    public void NoteFull(Mailbox box) => Full.Add(box.Id);

    public PinVerdict Check(Mailbox box, string pin)
    {
        var right = Pins.TryGetValue(box.Id, out var own) ? own : box.Settings.Pin?.Resolve(_ => null, _ => null);
        var isRight = string.Equals(pin, right, StringComparison.Ordinal);
        WrongPins += isRight ? 0 : 1;
        return WrongPins >= 5 ? PinVerdict.Locked
            : isRight ? PinVerdict.Right
            : PinVerdict.Wrong;
    }

    public ValueTask<bool> SetPinAsync(string box, string pin)
    {
        Pins[box] = pin;
        return ValueTask.FromResult(true);
    }

    public ValueTask<PlaySource?> SourceOfAsync(string box, string message) =>
        ValueTask.FromResult<PlaySource?>(new SealedSource($"/{box}/{message}", Seal.Key));

    public ValueTask<byte[]?> SoundOfAsync(string box, string message, CancellationToken cancellationToken) =>
        ValueTask.FromResult<byte[]?>(MessagesOf(box).Any(m => m.Id.Equals(message, StringComparison.Ordinal)) ? [1, 2, 3] : null);

    public ValueTask<PlaySource?> SourceOfGreetingAsync(string box, GreetingKind? kind) =>
        ValueTask.FromResult<PlaySource?>(new SealedSource($"/{box}/greeting-{kind?.ToString() ?? "new"}", Seal.Key));

    /// <summary>Puts a message into a box.</summary>
    public void Add(string box, VoiceMessage message)
    {
        if (!Boxes.TryGetValue(box, out var messages))
        {
            Boxes[box] = messages = [];
        }
        messages.Add(message);
        Changed?.Invoke(box);
    }
}
