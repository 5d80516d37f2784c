using Ponte.Pbx.Prompts;
using Ponte.Server.Api;
using Ponte.Server.Mail;
using Ponte.Server.Recordings;
using Ponte.Server.Settings;
using Ponte.Server.Storage;
using Ponte.Server.Voicemail;
using Ponte.Server.Web.Audit;

namespace Ponte.Server.Hosting;

/// <content>What is kept of what people say: recordings and voicemail.</content>
internal sealed partial class ServerParts
{
    /// <summary>What is done with messages that are left.</summary>
    public VoicemailService Voicemail { get; private set; } = null!;

    private VoicemailStore VoicemailIn(
        DataFolder folder,
        RecordingKeys keys,
        ServerSettings settings,
        ILoggerFactory loggers,
        TimeProvider time
    ) =>
        new(
            folder.Voicemail,
            keys,
            settings.Recording.Codec,
            new Secrets(folder.FolderPath, _log).Fetch,
            time,
            loggers.CreateLogger<VoicemailStore>()
        );

    /// <summary>The rules are those of the document in force when a call asks.</summary>
    private RecordingPlaces PlacesIn(
        DataFolder folder,
        RecordingKeys keys,
        ServerSettings settings,
        PromptFiles prompts,
        TimeProvider time
    ) => new(folder.Recordings, keys, settings.Recording.Codec, () => _documents?.Current?.Document, prompts, time);

    private void OpenKept(PonteDatabase database, DataFolder folder, RecordingKeys keys, ILoggerFactory loggers, TimeProvider time)
    {
        var audit = new AuditLog(database, time);
        _recordingFiles = Owned(new RecordingService(folder.Recordings, keys, audit, time, loggers.CreateLogger<RecordingService>()));
        _recordings = new RecordingsApi(_recordingFiles, Telephony);
        _voicemail = new VoicemailApi(Voicemail);
    }

    private VoicemailService VoicemailOf(
        VoicemailStore store,
        MailOutbox mail,
        PonteDatabase database,
        ILoggerFactory loggers,
        TimeProvider time
    ) =>
        new(store, mail, () => _documents?.Current?.Document, new AuditLog(database, time), time, loggers.CreateLogger<VoicemailService>());
}
