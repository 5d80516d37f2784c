using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Pbx.Voicemail;

/// <summary>Takes messages of one caller for a box; nothing half done stays behind.</summary>
/// <param name="box">The box.</param>
/// <param name="caller">The caller, as others are shown it.</param>
/// <param name="voicemail">Keeps messages.</param>
internal sealed class MessageTaking(Mailbox box, Party caller, IVoicemail voicemail)
{
    private VoiceMessage? _open;
    private bool _isOver;

    /// <summary>The caller is recorded.</summary>
    public FlowRecord Record(DateTimeOffset now)
    {
        var message = new VoiceMessage
        {
            Id = VoiceMessage.NewId(now),
            At = now,
            CallerNumber = caller.IsAnonymous ? "" : caller.Number,
            CallerName = caller.IsAnonymous ? "" : caller.Name,
        };
        return new FlowRecord(token => OpenAsync(message, token), take => KeepAsync(message, take))
        {
            MaximumLength = box.Settings.MaxLength,
            StopAfterSilence = box.Settings.Silence,
        };
    }

    /// <summary>The caller is gone.</summary>
    public void End()
    {
        _isOver = true;
        if (_open is { } message)
        {
            voicemail.Drop(box, message);
        }
    }

    private async ValueTask<RecordingPlace?> OpenAsync(VoiceMessage message, CancellationToken cancellationToken)
    {
        if (voicemail.MessagesOf(box.Id).Count >= box.Settings.MaxMessages)
        {
            voicemail.NoteFull(box);
            return null;
        }
        _open = message;
        var made = await voicemail.OpenAsync(box, message, cancellationToken).ConfigureAwait(false);
        if (_isOver)
        {
            voicemail.Drop(box, message); // the caller hung up while it was made
        }
        return made;
    }

    private ValueTask<FlowRecorded> KeepAsync(VoiceMessage message, FlowTake take)
    {
        _open = null;
        return voicemail.KeepAsync(box, message, take);
    }
}
