using System.Collections.Immutable;
using Ponte.Pbx.Doctor;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Directories;
using Ponte.Server.Mail;
using Ponte.Server.Voicemail;

namespace Ponte.Server.Hosting;

/// <summary>How the server is, asked at any time from any thread.</summary>
internal sealed class ServerState(
    string version,
    DateTimeOffset startedAt,
    ITelephony telephony,
    DocumentService documents,
    CallKeeping calls,
    MailOutbox mail,
    VoicemailService voicemail
)
{
    private volatile bool _isReady;

    /// <summary>The start is over.</summary>
    public void MarkReady() => _isReady = true;

    /// <summary>The stop has begun.</summary>
    public void MarkStopping() => _isReady = false;

    /// <summary>Everything at a glance.</summary>
    public HealthReply Read()
    {
        var lines = telephony.Lines();
        var directories = DirectorySources.Describe(telephony.Directories());
        var media = telephony.Media();
        var storage = Storage();
        var document = documents.Current;
        return new HealthReply
        {
            State = Overall(lines, directories, media, storage),
            Ready = _isReady,
            Version = version,
            StartedAt = startedAt,
            Document = document is null
                ? null
                : new DocumentStatus(document.Version, document.AppliedAt, document.Document.Company.Language),
            Advice = document is null ? "no company document is in force yet; apply one with: ponte apply FILE" : "",
            Calls = calls.Live.Count,
            Media = media,
            Storage = storage,
            Mail = Mail(),
            Lines = lines,
            Phones = PhoneCount.Of(telephony.Phones()),
            Directories = directories,
        };
    }

    /// <summary>What the doctor needs of the mails; null where no mail server is set.</summary>
    public MailFact? MailFact() =>
        mail.IsSetUp || mail.State.IsAlarm
            ? new MailFact(mail.State.Delayed, mail.State.Refused, mail.State.Oldest, mail.State.Failure)
            : null;

    private MailStatus Mail()
    {
        var now = mail.State;
        var state =
            now.IsAlarm ? HealthState.Degraded
            : mail.IsSetUp ? HealthState.Up
            : HealthState.Unknown;
        return new MailStatus(state, now.Waiting, now.Refused, now.IsAlarm ? now.Failure : "");
    }

    private HealthState Overall(
        ImmutableArray<LineStatus> lines,
        ImmutableArray<DirectoryReply> directories,
        MediaStatus media,
        StorageStatus storage
    ) =>
        !_isReady || media.State == HealthState.Down ? HealthState.Down
        : storage.State != HealthState.Up
        || media.State == HealthState.Degraded
        || lines.Any(l => l.State is HealthState.Down or HealthState.Degraded)
        || mail.State.IsAlarm
        || directories.Any(d => d.State == HealthState.Down)
            ? HealthState.Degraded
        : HealthState.Up;

    private StorageStatus Storage()
    {
        var failures = new[]
        {
            calls.Events.Failure,
            calls.Trace?.Failure,
            calls.Journal.Failure,
            calls.Registrations.Failure,
            voicemail.Failure,
        }
            .OfType<string>()
            .ToList();
        var state = failures.Count == 0 ? HealthState.Up : HealthState.Degraded;
        return new StorageStatus(state, string.Join("; ", failures), calls.Events.Dropped);
    }
}
