namespace Ponte.Pbx.Document;

/// <summary>A user of the section <c>users</c>.</summary>
public sealed record UserSettings
{
    /// <summary>The user's key in the document.</summary>
    public required string Id { get; init; }

    /// <summary>The name that others see.</summary>
    public required string Name { get; init; }

    /// <summary>The short internal number; empty where there is none.</summary>
    public string Extension { get; init; } = "";

    /// <summary>The number from outside, <c>+E.164</c>; empty where there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>The user in Teams; null for one without.</summary>
    public TeamsUserSettings? Teams { get; init; }
}
