namespace Ponte.Pbx.Document;

/// <summary>A box of several users, or of nobody: of the section <c>mailboxes</c>.</summary>
public sealed record MailboxSettings
{
    /// <summary>The box's key in the document; no user has the same.</summary>
    public required string Id { get; init; }

    /// <summary>The name that others see.</summary>
    public required string Name { get; init; }

    /// <summary>The short number at which callers leave messages, and by which the box is listened to; empty for none.</summary>
    public string Extension { get; init; } = "";

    /// <summary>The users whose lamps show its messages, and whose phones it is listened to from.</summary>
    public ValueList<string> Users { get; init; } = [];

    /// <summary>How it is used.</summary>
    public VoicemailSettings Voicemail { get; init; } = new();
}
