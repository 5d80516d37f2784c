using Ponte.Pbx.Mail;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>Mails in memory.</summary>
internal sealed class MemoryOutbox : IMailOutbox
{
    public List<OutgoingMail> Mails { get; } = [];

    public MailVerdict Verdict { get; set; } = MailVerdict.Kept;

    public ValueTask<MailVerdict> EnqueueAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Mails.Add(mail);
        return ValueTask.FromResult(Verdict);
    }
}
