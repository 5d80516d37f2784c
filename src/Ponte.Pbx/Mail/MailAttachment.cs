namespace Ponte.Pbx.Mail;

/// <summary>A file that is attached to a mail. It is read when the mail is taken, and may be deleted then.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">The name that the recipient sees.</param>
/// <param name="MediaType">What it is: <c>audio/wav</c>.</param>
public sealed record MailAttachment(string Path, string Name, string MediaType);
