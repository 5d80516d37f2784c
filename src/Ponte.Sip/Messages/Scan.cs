using System.Buffers;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Small steps of the grammar of RFC 3261 25.1 on characters. Folded lines may still be in the text: CR and LF count as space.</summary>
internal static class Scan
{
    private const string TokenText = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~";

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(TokenText);
    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(Encoding.ASCII.GetBytes(TokenText));
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether the text is a token: at least one character, all of them allowed.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(TokenCharacters);

    /// <inheritdoc cref="IsToken(ReadOnlySpan{char})"/>
    public static bool IsToken(ReadOnlySpan<byte> text) => text.Length > 0 && !text.ContainsAnyExcept(TokenBytes);

    /// <summary>How many token characters the text begins with.</summary>
    public static int CountToken(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(TokenCharacters);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Whether the text is a word of lower-case letters, in any case: cheaper than a comparison by culture rules.</summary>
    public static bool IsWord(ReadOnlySpan<char> text, string word)
    {
        if (text.Length != word.Length)
        {
            return false;
        }
        for (var i = 0; i < word.Length; i++)
        {
            if ((text[i] | 0x20) != word[i])
            {
                return false;
            }
        }
        return true;
    }

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    public static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t\r\n");

    public static int SkipSpace(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }
        return at;
    }

    public static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>Reads digits only; false if there are none or the value is above <paramref name="max"/>.</summary>
    public static bool TryNumber(ReadOnlySpan<char> digits, uint max, out uint value)
    {
        ulong number = 0;
        value = 0;
        foreach (var c in digits)
        {
            number = (number * 10) + c - '0';
            if (!char.IsAsciiDigit(c) || number > max)
            {
                return false;
            }
        }
        value = (uint)number;
        return digits.Length > 0;
    }

    /// <summary>The index behind the quoted string that begins at <paramref name="at"/>; -1 if it does not end.</summary>
    public static int SkipQuoted(ReadOnlySpan<char> text, int at)
    {
        at++;
        while (true)
        {
            var next = text[at..].IndexOfAny('"', '\\');
            if (next < 0)
            {
                return -1;
            }
            at += next + 1;
            if (text[at - 1] == '"')
            {
                return at;
            }
            if (at == text.Length)
            {
                return -1;
            }
            at++;
        }
    }

    /// <summary>
    /// The index of the next <paramref name="wanted"/> from <paramref name="at"/> that is neither in a quoted string nor between angle
    /// brackets; the length of the text if there is none; -1 if a quoted string does not end.
    /// </summary>
    public static int Find(ReadOnlySpan<char> text, int at, char wanted)
    {
        while (true)
        {
            var next = text[at..].IndexOfAny(wanted, '"', '<');
            if (next < 0)
            {
                return text.Length;
            }
            at += next;
            if (text[at] == wanted)
            {
                return at;
            }
            if (text[at] == '<')
            {
                var close = text[at..].IndexOf('>');
                if (close < 0)
                {
                    return text.Length;
                }
                at += close + 1;
                continue;
            }
            at = SkipQuoted(text, at);
            if (at < 0)
            {
                return -1;
            }
        }
    }

    /// <summary>The content of a quoted string without its quotes and escapes; any other text as it is.</summary>
    public static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text.ToString();
        }
        var inner = text[1..^1];
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }
        var result = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length)
            {
                i++;
            }
            result.Append(inner[i]);
        }
        return result.ToString();
    }

    /// <summary>A quoted string of any text: quotes and backslashes escaped, control characters made spaces.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                result.Append('\\');
            }
            result.Append(char.IsControl(c) ? ' ' : c);
        }
        return result.Append('"').ToString();
    }

    /// <summary>Octets as text: UTF-8, and Latin-1 where they are not UTF-8, as some exchanges still write names.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>As <see cref="Text(ReadOnlySpan{byte})"/>, with every folding (CRLF and the space around it) replaced by one space.</summary>
    public static string Unfold(ReadOnlySpan<byte> bytes)
    {
        var text = Text(bytes);
        if (!text.Contains('\n'))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\r' or '\n'))
            {
                result.Append(text[i]);
                continue;
            }
            while (result.Length > 0 && result[^1] is (' ' or '\t'))
            {
                result.Length--;
            }
            i = SkipSpace(text, i) - 1;
            result.Append(' ');
        }
        return result.ToString();
    }
}
