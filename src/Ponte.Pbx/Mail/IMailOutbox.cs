namespace Ponte.Pbx.Mail;

/// <summary>Takes mails and sends them when it can.</summary>
public interface IMailOutbox
{
    /// <summary>Keeps a mail to be sent. From any thread; it does not wait for the mail server, and throws for no content.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Gives it up; then it may be kept or not.</param>
    /// <returns>When the task has ended with <see cref="MailVerdict.Kept"/>, the mail survives a crash of the server.</returns>
    ValueTask<MailVerdict> EnqueueAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
