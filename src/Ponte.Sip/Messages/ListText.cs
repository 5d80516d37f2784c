namespace Ponte.Sip.Messages;

/// <summary>Splits the lists of header values.</summary>
internal static class ListText
{
    /// <summary>The elements of a list, trimmed, empty ones left out. A quoted string that does not end takes the rest.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var start = 0;
        while (start <= text.Length)
        {
            var end = Scan.Find(text, start, separator);
            if (end < 0)
            {
                end = text.Length;
            }
            var element = Scan.Trim(text.AsSpan(start, end - start));
            if (element.Length > 0)
            {
                yield return element.Length == text.Length ? text : element.ToString();
            }
            start = end + 1;
        }
    }
}
