using System.Globalization;
using NodaTime;
using Ponte.Pbx.Document;
using Ponte.Pbx.Mail;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Languages;

namespace Ponte.Server.Voicemail;

/// <summary>
/// Gives messages to the outbox of mails, one round after the other. A message awaits its mail until the outbox has it on the disk: one that a crash meets in
/// between is mailed twice, and none is lost.
/// </summary>
/// <param name="store">The messages.</param>
/// <param name="outbox">Sends mails.</param>
/// <param name="document">The company document in force; null for none.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told of what cannot be mailed.</param>
internal sealed class VoicemailMailer(
    VoicemailStore store,
    IMailOutbox outbox,
    Func<CompanyDocument?> document,
    TimeProvider time,
    ILogger log
)
{
    /// <summary>Why messages wait to be mailed; null where none does.</summary>
    public string? Failure { get; private set; }

    /// <summary>Mails what awaits it.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (document() is not { } company)
        {
            return;
        }
        string? failure = null;
        foreach (var box in Mailbox.AllOf(company).Where(b => b.Settings.Mail.Count > 0))
        {
            foreach (var message in store.MessagesOf(box.Id).Where(m => m.AwaitsMail))
            {
                failure = await MailAsync(box, message, company, cancellationToken).ConfigureAwait(false) ?? failure;
            }
        }
        if (failure is not null && Failure is null)
        {
            log.MessagesNotMailed(failure);
        }
        Failure = failure;
    }

    private async Task<string?> MailAsync(Mailbox box, VoiceMessage message, CompanyDocument company, CancellationToken cancellationToken)
    {
        // A message whose key is gone is told of without its sound.
        var sound = await store.SoundOfAsync(box.Id, message.Id, cancellationToken).ConfigureAwait(false);
        var verdict = await outbox.EnqueueAsync(Mail(box, message, company, sound), cancellationToken).ConfigureAwait(false);
        if (verdict == MailVerdict.TooLarge)
        {
            sound = null;
            verdict = await outbox.EnqueueAsync(Mail(box, message, company, sound), cancellationToken).ConfigureAwait(false);
        }
        if (verdict != MailVerdict.Kept)
        {
            return verdict == MailVerdict.NotSetUp ? "no mail server is set; give Mail:Host and Mail:From" : "see the log";
        }
        var deletedAt = sound is not null && box.Settings.DeleteMailed ? time.GetUtcNow() : (DateTimeOffset?)null;
        await store
            .ChangeAsync(box.Id, message.Id, m => m with { AwaitsMail = false, DeletedAt = deletedAt ?? m.DeletedAt })
            .ConfigureAwait(false);
        return null;
    }

    private static OutgoingMail Mail(Mailbox box, VoiceMessage message, CompanyDocument company, byte[]? sound)
    {
        var words = Words.In(box.Language is "it" ? Language.Italian : Language.English);
        var local = Instant.FromDateTimeOffset(message.At).InZone(DateTimeZoneProviders.Tzdb[company.Company.TimeZone]).LocalDateTime;
        var caller = (message.CallerName, message.CallerNumber) switch
        {
            ("", "") => words.UnknownCaller,
            ("", var number) => number,
            (var person, "") => person,
            var (person, number) => $"{person} ({number})",
        };
        var text = words.VoicemailMail(
            box.Name,
            caller,
            local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            local.ToString("HH:mm", CultureInfo.InvariantCulture),
            message.Length.ToString(@"m\:ss", CultureInfo.InvariantCulture),
            sound is not null
        );
        var name = string.Create(CultureInfo.InvariantCulture, $"message-{local:yyyyMMdd-HHmmss}.wav");
        return new OutgoingMail([.. box.Settings.Mail], words.VoicemailSubject(box.Name, caller), text)
        {
            Attachments = sound is null ? [] : [new MailAttachment(sound, name, "audio/wav")],
        };
    }
}
