using System.Collections.Immutable;

namespace Ponte.Pbx.Mail;

/// <summary>A mail that Ponte sends. It says what the sender wants said; in which language is the sender's business.</summary>
/// <param name="To">The recipients' addresses; each gets a mail of its own.</param>
/// <param name="Subject">The subject, one line.</param>
/// <param name="Text">The body, plain text.</param>
public sealed record OutgoingMail(ImmutableArray<string> To, string Subject, string Text)
{
    /// <summary>What is attached.</summary>
    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];
}
