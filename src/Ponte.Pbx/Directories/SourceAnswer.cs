namespace Ponte.Pbx.Directories;

/// <summary>What a source answered.</summary>
public readonly record struct SourceAnswer
{
    /// <summary>The name that was found; null where none was.</summary>
    public string? Name { get; private init; }

    /// <summary>Why the source could not be asked, one line for a person, without the number; null where it could.</summary>
    public string? Failure { get; private init; }

    /// <summary>The source does not know the number.</summary>
    public static SourceAnswer NotFound => default;

    /// <summary>The source knows the number.</summary>
    public static SourceAnswer Found(string name) =>
        DirectoryEntry.CleanName(name) is { Length: > 0 } clean ? new SourceAnswer { Name = clean } : NotFound;

    /// <summary>The source could not be asked.</summary>
    public static SourceAnswer Failed(string reason) => new() { Failure = reason };
}
