namespace Ponte.Server.Directories.Csv;

/// <summary>Finds out what separates the fields of a CSV text.</summary>
internal static class CsvDialect
{
    private const string Candidates = ";,\t|";
    private const string Declaration = "sep=";

    /// <summary>
    /// The separator: Excel's line <c>sep=X</c> names it; else it is the candidate that stands most often, outside quotes, in the first line
    /// that has text. A header of one column has none, and then any does.
    /// </summary>
    /// <param name="beginning">The first characters of the text.</param>
    /// <param name="isDeclared">Whether the first line does nothing but name it.</param>
    public static char Separator(ReadOnlySpan<char> beginning, out bool isDeclared)
    {
        var line = FirstLine(beginning);
        isDeclared = line.Length == Declaration.Length + 1 && line.StartsWith(Declaration, StringComparison.OrdinalIgnoreCase);
        if (isDeclared)
        {
            return line[^1];
        }
        var counts = new int[Candidates.Length];
        var isQuoted = false;
        foreach (var c in line)
        {
            isQuoted ^= c == '"';
            var place = isQuoted ? -1 : Candidates.IndexOf(c, StringComparison.Ordinal);
            if (place >= 0)
            {
                counts[place]++;
            }
        }
        return Candidates[Array.IndexOf(counts, counts.Max())];
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart("\r\n \uFEFF");
        var end = start.IndexOfAny('\r', '\n');
        return end < 0 ? start : start[..end];
    }
}
