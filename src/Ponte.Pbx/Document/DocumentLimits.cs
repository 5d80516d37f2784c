namespace Ponte.Pbx.Document;

/// <summary>What a document may be at most, so that no text can exhaust the server.</summary>
public sealed record DocumentLimits
{
    /// <summary>Characters of the text: some 100,000 users with all their fields.</summary>
    public int MaxCharacters { get; init; } = 32 * 1024 * 1024;

    /// <summary>Mappings and lists within each other; menus within menus need the most.</summary>
    public int MaxDepth { get; init; } = 40;

    /// <summary>Keys, values and list items.</summary>
    public int MaxNodes { get; init; } = 2_000_000;

    /// <summary>Errors that are told at once; a text with more is most likely no company document.</summary>
    public int MaxErrors { get; init; } = 100;
}
