namespace Ponte.Server.Storage.Rows;

/// <summary>A mail to one recipient that is not sent yet, or was refused for good.</summary>
internal sealed class MailRow
{
    /// <summary>The mail's number, in the order in which they were taken.</summary>
    public long Id { get; set; }

    /// <summary>The recipient's address.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>The subject, for people.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The whole message as it is sent, with its Message-ID.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>When it was taken.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next; null where it is not tried any more.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Why it is not sent; empty before the first attempt.</summary>
    public string Failure { get; set; } = "";
}
