using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Makes text safe to stand in a message: nothing that is written can begin a line of its own.</summary>
internal static class WireText
{
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> NotInUri = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 33).Append(127).Select(c => (char)c)) + "<>\""
    );

    /// <summary>A header value without CR, LF and NUL, each made a space, and without space around it.</summary>
    public static string CleanValue(string value)
    {
        if (value.AsSpan().ContainsAny(LineBreaks))
        {
            value = value.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');
        }
        return value.Length > 0 && (IsSpace(value[0]) || IsSpace(value[^1])) ? value.Trim(' ', '\t') : value;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t';

    /// <summary>A URI in which space, control characters, quotes and angle brackets are escaped; everything else as it is.</summary>
    public static string CleanUri(string uri)
    {
        if (!uri.AsSpan().ContainsAny(NotInUri))
        {
            return uri;
        }
        var result = new StringBuilder(uri.Length + 8);
        foreach (var c in uri)
        {
            if (NotInUri.Contains(c))
            {
                result.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                result.Append(c);
            }
        }
        return result.ToString();
    }
}
