namespace Ponte.Pbx.Directories;

/// <summary>Whose a number is.</summary>
/// <param name="Number">The number in the inside form.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Source">Who says so: a directory of the document by its name, or <see cref="Users"/>.</param>
public sealed record DirectoryEntry(string Number, string Name, string Source)
{
    /// <summary>The source of the names of the company's own users.</summary>
    public const string Users = "users";

    /// <summary>Characters of a name at most; more fits on no telephone.</summary>
    public const int MaxNameLength = 100;

    /// <summary>A name from outside as it may be shown: one line, no blanks at its ends, not too long. Empty where nothing is left.</summary>
    public static string CleanName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var clean = string.Join(' ', name.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        clean = clean.Any(char.IsControl) ? string.Concat(clean.Where(c => !char.IsControl(c))) : clean;
        if (clean.Length <= MaxNameLength)
        {
            return clean;
        }
        // A pair of surrogates is one character.
        var end = char.IsHighSurrogate(clean[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength;
        return clean[..end].TrimEnd();
    }

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '\u00a0'];
}
