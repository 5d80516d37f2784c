namespace Ponte.Pbx.Document;

/// <summary>A directory of the section <c>directories</c>: where names for numbers come from.</summary>
public abstract record DirectorySettings
{
    /// <summary>The directory's name in the document.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public abstract DirectoryKind Kind { get; }
}
