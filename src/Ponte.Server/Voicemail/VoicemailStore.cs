using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Media.Recording;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Recordings;

namespace Ponte.Server.Voicemail;

/// <summary>Messages and greetings as files, a folder for each box. The media writes and reads them encrypted, with a key for each file.</summary>
/// <param name="folder">The folder of all boxes; a whole path, because the media writes there.</param>
/// <param name="keys">The keys.</param>
/// <param name="codec">How samples are written.</param>
/// <param name="secret">Fetches a secret of the document; null where its reference leads nowhere.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told of what goes wrong.</param>
internal sealed class VoicemailStore(
    string folder,
    RecordingKeys keys,
    RecordingCodec codec,
    Func<SecretReference, string?> secret,
    TimeProvider time,
    ILogger log
) : IVoicemail
{
    /// <summary>Nobody says anything in less.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private const int SampleRate = 8000;

    /// <summary>How long who enters a wrong PIN waits for the answer.</summary>
    private static readonly TimeSpan WrongPinPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Lazy<BoxFiles>> _boxes = new(StringComparer.Ordinal);
    private readonly PinGuard _guard = new(time);
    private volatile string? _failure;

    /// <inheritdoc/>
    public event Action<string>? Changed;

    /// <summary>Raised with a box and a message that was left in it.</summary>
    public event Action<string, VoiceMessage>? Left;

    /// <summary>Raised with a box that too many wrong PINs locked, and with whose calls the last one came.</summary>
    public event Action<string, string>? Locked;

    /// <summary>Raised with a box and who listens to it by its PIN.</summary>
    public event Action<string, string>? Opened;

    /// <summary>Why messages cannot be kept; null where they can.</summary>
    public string? Failure => _failure;

    /// <summary>The keys of the boxes in which something is, or was.</summary>
    public IReadOnlyList<string> Boxes =>
        Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The files of a box.</summary>
    public BoxFiles FilesOf(string box) =>
        _boxes.GetOrAdd(box, b => new Lazy<BoxFiles>(() => new BoxFiles(Path.Combine(folder, b), log))).Value;

    /// <inheritdoc/>
    public IReadOnlyList<VoiceMessage> MessagesOf(string box) => [.. FilesOf(box).Messages.Where(m => m.DeletedAt is null)];

    /// <inheritdoc/>
    public bool HasGreeting(string box, GreetingKind kind) => FilesOf(box).HasGreeting(kind);

    /// <inheritdoc/>
    public bool HasPin(Mailbox box) => FilesOf(box.Id).Pin is not null || box.Settings.Pin is not null;

    /// <inheritdoc/>
    public ValueTask<RecordingPlace?> OpenAsync(Mailbox box, VoiceMessage message, CancellationToken cancellationToken) =>
        PlaceAsync(box.Id, () => FilesOf(box.Id).Open(message), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<FlowRecorded> KeepAsync(Mailbox box, VoiceMessage message, FlowTake take)
    {
        var kept = await TryAsync(box.Id, () => Keep(box, message, take)).ConfigureAwait(false);
        return kept ?? new FlowRecorded(FlowTakeOutcome.Failed);
    }

    /// <inheritdoc/>
    public void Drop(Mailbox box, VoiceMessage message) => _ = TryAsync(box.Id, () => FilesOf(box.Id).Remove(message.Id));

    /// <inheritdoc/>
    public async ValueTask<bool> ChangeAsync(string box, string message, Func<VoiceMessage, VoiceMessage> change)
    {
        var isKept = await TryAsync(box, () => FilesOf(box).Change(message, change)).ConfigureAwait(false);
        Changed?.Invoke(box);
        return isKept;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> CopyAsync(string box, string message, Mailbox to) =>
        await TryAsync(to.Id, () => Copy(box, message, to)).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<RecordingPlace?> OpenGreetingAsync(string box, CancellationToken cancellationToken) =>
        PlaceAsync(box, () => FilesOf(box).OpenGreeting(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> UseGreetingAsync(string box, GreetingKind kind) =>
        await TryAsync(box, () => FilesOf(box).UseGreeting(kind)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> DropGreetingAsync(string box, GreetingKind? kind) =>
        await TryAsync(box, () => FilesOf(box).RemoveGreeting(kind)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<PinVerdict> CheckPinAsync(Mailbox box, string pin, string caller)
    {
        if (_guard.IsLocked(box.Id))
        {
            return PinVerdict.Locked;
        }
        if (await Task.Run(() => IsPin(box, pin)).ConfigureAwait(false))
        {
            _guard.Forget(box.Id);
            return PinVerdict.Right;
        }
        log.WrongPin(box.Id, caller);
        if (_guard.NoteWrong(box.Id))
        {
            log.BoxLocked(box.Id, PinGuard.LockTime.TotalMinutes, caller);
            Locked?.Invoke(box.Id, caller);
            return PinVerdict.Locked;
        }
        await Task.Delay(WrongPinPause, time).ConfigureAwait(false);
        return PinVerdict.Wrong;
    }

    /// <inheritdoc/>
    public void NoteListener(Mailbox box, string caller) => Opened?.Invoke(box.Id, caller);

    /// <inheritdoc/>
    public void NoteFull(Mailbox box) => log.BoxFull(box.Id, box.Settings.MaxMessages);

    /// <inheritdoc/>
    public async ValueTask<bool> SetPinAsync(string box, string pin) =>
        await TryAsync(box, () => FilesOf(box).SetPin(BoxPin.Of(pin))).ConfigureAwait(false);

    /// <summary>The document's PIN counts again, and the box is open to who knows it.</summary>
    public async ValueTask<bool> ResetPinAsync(string box)
    {
        _guard.Forget(box);
        return await TryAsync(box, () => FilesOf(box).SetPin(null)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<PlaySource?> SourceOfAsync(string box, string message) => SourceAsync(FilesOf(box).AudioOf(message));

    /// <inheritdoc/>
    public ValueTask<PlaySource?> SourceOfGreetingAsync(string box, GreetingKind? kind) => SourceAsync(FilesOf(box).GreetingPath(kind));

    /// <inheritdoc/>
    /// <remarks>What is before a damage is there.</remarks>
    public async ValueTask<byte[]?> SoundOfAsync(string box, string message, CancellationToken cancellationToken)
    {
        var sound = new MemoryStream();
        try
        {
            await ExportAsync(box, message, sound, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.BoxNotWritten(box, e.Message);
        }
        return sound.Length > 0 ? sound.ToArray() : null;
    }

    /// <summary>Writes a message as WAV to a stream.</summary>
    /// <returns>Null; else why there is nothing, or not all.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string?> ExportAsync(string box, string message, Stream target, CancellationToken cancellationToken)
    {
        var path = FilesOf(box).AudioOf(message);
        return await Task.Run(() => KeyOf(path), cancellationToken).ConfigureAwait(false) is { } key
            ? await SealedExport.ToWavAsync(() => OpenRead(path), key, target, cancellationToken).ConfigureAwait(false)
            : "its key is not in the file of keys any more";
    }

    /// <summary>Removes a message for good.</summary>
    public async ValueTask<bool> RemoveAsync(string box, string message)
    {
        var isGone = await TryAsync(box, () => FilesOf(box).Remove(message)).ConfigureAwait(false);
        Changed?.Invoke(box);
        return isGone;
    }

    /// <summary>Keeps the messages that were being left when a server died, as far as they were said.</summary>
    /// <param name="box">The box.</param>
    /// <param name="drafts">What was there at the start.</param>
    /// <param name="awaitsMail">Whether they are mailed.</param>
    public async Task RecoverAsync(string box, IEnumerable<VoiceMessage> drafts, bool awaitsMail)
    {
        foreach (var draft in drafts)
        {
            await TryAsync(box, () => Recover(box, draft, awaitsMail)).ConfigureAwait(false);
        }
    }

    /// <summary>The key of a sealed file; null where it is none, or its key is not in the file of keys any more.</summary>
    public byte[]? KeyOf(string path)
    {
        using var file = OpenRead(path);
        return SealedHeader.Read(file) is { } header && keys.Find(header.KeyId) is { } key
            ? SealedHeader.DeriveKey(key, header.Salt.AsSpan())
            : null;
    }

    private FlowRecorded Keep(Mailbox box, VoiceMessage message, FlowTake take)
    {
        var length = take.Length ?? Measure(take.Place.Path);
        var spoken = take.End == RecordingEnd.Silence ? length - box.Settings.Silence : length;
        if (spoken < Shortest)
        {
            FilesOf(box.Id).Remove(message.Id);
            return new FlowRecorded(take.End == RecordingEnd.FileError ? FlowTakeOutcome.Failed : FlowTakeOutcome.TooShort);
        }
        var kept = message with { Call = take.Call.Value, Length = length, AwaitsMail = box.Settings.Mail.Count > 0 };
        FilesOf(box.Id).Keep(kept);
        Tell(box.Id, kept);
        return new FlowRecorded(FlowTakeOutcome.Kept)
        {
            Box = box.Id,
            Message = kept.Id,
            Length = length,
        };
    }

    private void Recover(string box, VoiceMessage draft, bool awaitsMail)
    {
        var files = FilesOf(box);
        var length = File.Exists(files.AudioOf(draft.Id)) ? Measure(files.AudioOf(draft.Id)) : TimeSpan.Zero;
        if (length < Shortest)
        {
            files.Remove(draft.Id);
            return;
        }
        var kept = draft with { Length = length, AwaitsMail = awaitsMail };
        files.Keep(kept);
        log.MessageRecovered(box);
        Tell(box, kept);
    }

    private void Copy(string box, string message, Mailbox to)
    {
        var from = FilesOf(box);
        var original = from.Messages.First(m => m.Id.Equals(message, StringComparison.Ordinal));
        var copy = original with
        {
            Id = VoiceMessage.NewId(time.GetUtcNow()),
            IsHeard = false,
            AwaitsMail = to.Settings.Mail.Count > 0,
            DeletedAt = null,
        };
        File.Copy(from.AudioOf(message), FilesOf(to.Id).Open(copy), overwrite: true);
        FilesOf(to.Id).Keep(copy);
        Tell(to.Id, copy);
    }

    private void Tell(string box, VoiceMessage message)
    {
        Changed?.Invoke(box);
        Left?.Invoke(box, message);
    }

    private bool IsPin(Mailbox box, string pin)
    {
        if (FilesOf(box.Id).Pin is { } own)
        {
            return own.Is(pin);
        }
        var right = box.Settings.Pin is { } reference ? secret(reference) : null;
        return right is { Length: > 0 }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(pin));
    }

    private static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private TimeSpan Measure(string path)
    {
        using var file = OpenRead(path);
        if (SealedHeader.Read(file) is not { } header || keys.Find(header.KeyId) is not { } key)
        {
            return TimeSpan.Zero;
        }
        using var reader = new SealedReader(file, header, SealedHeader.DeriveKey(key, header.Salt.AsSpan()));
        while (reader.ReadSamples().Length > 0)
        {
            // Only its length is wanted.
        }
        return reader.Length;
    }

    private async ValueTask<PlaySource?> SourceAsync(string path)
    {
        var key = await Task.Run(() => File.Exists(path) ? KeyOf(path) : null).ConfigureAwait(false);
        return key is null ? null : new SealedSource(path, [.. key]);
    }

    private async ValueTask<RecordingPlace?> PlaceAsync(string box, Func<string> open, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? null
            : await TryAsync(box, () => new RecordingPlace(open(), keys.NewSeal(codec), SampleRate)).ConfigureAwait(false);

    private async Task<bool> TryAsync(string box, Action act) =>
        await TryAsync(
                box,
                () =>
                {
                    act();
                    return true;
                }
            )
            .ConfigureAwait(false);

    /// <summary>Does something with the disk, not on the loop of a call; what is wrong with it is an alarm until it works again.</summary>
    private async Task<T?> TryAsync<T>(string box, Func<T> act)
    {
        try
        {
            var result = await Task.Run(act).ConfigureAwait(false);
            _failure = null;
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            _failure = $"voicemail: {e.Message}";
            log.BoxNotWritten(box, e.Message);
            return default;
        }
    }
}
