using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Pbx.Voicemail;

/// <summary>
/// Keeps messages and greetings. From any thread; what is asked answers at once, and what changes something survives a crash when its task has
/// ended. Members throw for no content and no disk.
/// </summary>
public interface IVoicemail
{
    /// <summary>Raised with a box's key after its messages changed. Listeners must not block and must not throw.</summary>
    event Action<string>? Changed;

    /// <summary>The messages of a box, the oldest first, without deleted ones.</summary>
    /// <param name="box">The box's key.</param>
    IReadOnlyList<VoiceMessage> MessagesOf(string box);

    /// <summary>Whether a greeting was recorded.</summary>
    bool HasGreeting(string box, GreetingKind kind);

    /// <summary>Whether a box has a PIN: its owner's, or the document's.</summary>
    bool HasPin(Mailbox box);

    /// <summary>Makes a place for a message.</summary>
    /// <param name="box">The box.</param>
    /// <param name="message">What is known of it before it is left.</param>
    /// <param name="cancellationToken">Nobody leaves it any more.</param>
    /// <returns>The place; null where the disk takes none, which is told as an alarm.</returns>
    ValueTask<RecordingPlace?> OpenAsync(Mailbox box, VoiceMessage message, CancellationToken cancellationToken);

    /// <summary>Keeps a message that was left; one that is too short is dropped.</summary>
    /// <param name="box">The box.</param>
    /// <param name="message">What was given to <see cref="OpenAsync"/>.</param>
    /// <param name="take">What was recorded.</param>
    ValueTask<FlowRecorded> KeepAsync(Mailbox box, VoiceMessage message, FlowTake take);

    /// <summary>Drops what a message left behind that nobody left after all.</summary>
    void Drop(Mailbox box, VoiceMessage message);

    /// <summary>Changes a message.</summary>
    /// <param name="box">The box's key.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="change">What it shall be.</param>
    /// <returns>Whether it is kept so.</returns>
    ValueTask<bool> ChangeAsync(string box, string message, Func<VoiceMessage, VoiceMessage> change);

    /// <summary>Puts a copy of a message into another box, as a new one.</summary>
    /// <returns>Whether it is there.</returns>
    ValueTask<bool> CopyAsync(string box, string message, Mailbox to);

    /// <summary>Makes a place for a greeting, which nobody hears before <see cref="UseGreetingAsync"/>.</summary>
    ValueTask<RecordingPlace?> OpenGreetingAsync(string box, CancellationToken cancellationToken);

    /// <summary>Takes the greeting that was recorded last into use.</summary>
    ValueTask<bool> UseGreetingAsync(string box, GreetingKind kind);

    /// <summary>Drops a greeting; null: the one that was recorded last and is not in use.</summary>
    ValueTask<bool> DropGreetingAsync(string box, GreetingKind? kind);

    /// <summary>Looks at a PIN. Wrong ones are counted, and tried slowly.</summary>
    /// <param name="box">The box.</param>
    /// <param name="pin">What was entered.</param>
    /// <param name="caller">By whom, for log and audit.</param>
    ValueTask<PinVerdict> CheckPinAsync(Mailbox box, string pin, string caller);

    /// <summary>Notes that somebody listens to a box by its PIN.</summary>
    /// <param name="box">The box.</param>
    /// <param name="caller">Who, for the audit.</param>
    void NoteListener(Mailbox box, string caller);

    /// <summary>Notes that a caller was turned away because the box is full.</summary>
    void NoteFull(Mailbox box);

    /// <summary>Sets the PIN of a box.</summary>
    ValueTask<bool> SetPinAsync(string box, string pin);

    /// <summary>What is played for a message; null where it is gone.</summary>
    ValueTask<PlaySource?> SourceOfAsync(string box, string message);

    /// <summary>A message as a WAV file; null where it is gone, or cannot be read.</summary>
    ValueTask<byte[]?> SoundOfAsync(string box, string message, CancellationToken cancellationToken);

    /// <summary>What is played for a greeting; null where there is none.</summary>
    /// <param name="box">The box's key.</param>
    /// <param name="kind">Which; null: the one that was recorded last and is not in use.</param>
    ValueTask<PlaySource?> SourceOfGreetingAsync(string box, GreetingKind? kind);
}
