namespace Ponte.Pbx.Document;

/// <summary>A difference between two documents.</summary>
/// <param name="Path">The field.</param>
/// <param name="Before">Its value in the first; null where it is not there, or has its default.</param>
/// <param name="After">Its value in the second; null where it is not there, or has its default.</param>
public sealed record DocumentChange(string Path, string? Before, string? After)
{
    /// <summary>The change as one line: <c>+</c> added, <c>-</c> removed, <c>~</c> changed.</summary>
    public override string ToString() =>
        (Before, After) switch
        {
            (null, _) => $"+ {Path}: {After}",
            (_, null) => $"- {Path}: {Before}",
            _ => $"~ {Path}: {Before} -> {After}",
        };
}
