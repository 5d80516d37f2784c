namespace Ponte.Pbx.Mail;

/// <summary>A file that is attached to a mail.</summary>
/// <param name="Content">What is in it.</param>
/// <param name="Name">The name that the recipient sees.</param>
/// <param name="MediaType">What it is: <c>audio/wav</c>.</param>
public sealed record MailAttachment(ReadOnlyMemory<byte> Content, string Name, string MediaType);
