using System.Collections.Immutable;
using MimeKit;
using MimeKit.Utils;
using Ponte.Pbx.Mail;

namespace Ponte.Server.Mail;

/// <summary>Makes messages (RFC 5322, MIME) of mails.</summary>
internal static class MailText
{
    private const int MaxSubject = 200;

    /// <summary>The message as bytes: with its Message-ID, which stays the same however often it is sent.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="recipient">To whom it goes.</param>
    /// <param name="from">The sender.</param>
    /// <param name="now">The time, UTC.</param>
    public static byte[] Of(OutgoingMail mail, MailboxAddress recipient, MailboxAddress from, DateTimeOffset now)
    {
        using var message = new MimeMessage
        {
            Subject = Subject(mail),
            Date = now,
            MessageId = MimeUtils.GenerateMessageId(from.Domain),
        };
        message.From.Add(from);
        message.To.Add(recipient);
        // Nobody's out-of-office reply is wanted (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var body = new BodyBuilder { TextBody = mail.Text };
        foreach (var attachment in mail.Attachments)
        {
            body.Attachments.Add(attachment.Name, attachment.Content.ToArray(), ContentType.Parse(attachment.MediaType));
        }
        message.Body = body.ToMessageBody();
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The subject as one line without control characters.</summary>
    public static string Subject(OutgoingMail mail)
    {
        var line = string.Concat(mail.Subject.Where(c => !char.IsControl(c)));
        return line.Length > MaxSubject ? line[..MaxSubject] : line;
    }

    /// <summary>The recipients; null where one is no address.</summary>
    public static ImmutableArray<MailboxAddress>? Recipients(OutgoingMail mail)
    {
        var recipients = ImmutableArray.CreateBuilder<MailboxAddress>();
        foreach (var text in mail.To)
        {
            if (!MailboxAddress.TryParse(text, out var address) || !address.Address.Contains('@', StringComparison.Ordinal))
            {
                return null;
            }
            recipients.Add(address);
        }
        return recipients.Count == 0 ? null : recipients.ToImmutable();
    }
}
