using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>When two URIs are the same: RFC 3261 19.1.4, RFC 3966 5 for tel.</summary>
internal static class UriComparison
{
    private const string Reserved = ";/?:@&=+$,";

    /// <summary>Parameters that must be in both URIs or in none.</summary>
    private static readonly string[] Decisive = ["user", "ttl", "method", "maddr", "transport"];

    public static bool AreEquivalent(SipUri left, SipUri right)
    {
        if (!string.Equals(left.Scheme, right.Scheme, StringComparison.Ordinal))
        {
            return false;
        }
        if (string.Equals(left.Scheme, "tel", StringComparison.Ordinal))
        {
            return string.Equals(Digits(left.User), Digits(right.User), StringComparison.OrdinalIgnoreCase)
                && AllParametersMatch(left, right);
        }
        return left.IsSip
            ? string.Equals(Normalize(left.User), Normalize(right.User), StringComparison.Ordinal)
                && string.Equals(Normalize(left.Password), Normalize(right.Password), StringComparison.Ordinal)
                && string.Equals(left.Host, right.Host, StringComparison.OrdinalIgnoreCase)
                && left.Port == right.Port
                && SipParametersMatch(left, right)
                && HeadersMatch(left.HeadersText, right.HeadersText)
            : string.Equals(Rest(left), Rest(right), StringComparison.Ordinal);
    }

    private static string Rest(SipUri uri) => uri.Text[uri.Scheme.Length..];

    // Visual separators do not count: RFC 3966 3.
    private static string Digits(string number) => string.Concat(number.Where(c => c is not ('-' or '.' or '(' or ')')));

    private static bool SipParametersMatch(SipUri left, SipUri right)
    {
        var a = ByName(left);
        var b = ByName(right);
        return Decisive.All(name => a.ContainsKey(name) == b.ContainsKey(name))
            && a.All(p => !b.TryGetValue(p.Key, out var other) || string.Equals(p.Value, other, StringComparison.OrdinalIgnoreCase));
    }

    private static bool AllParametersMatch(SipUri left, SipUri right)
    {
        var a = ByName(left);
        var b = ByName(right);
        return a.Count == b.Count
            && a.All(p => b.TryGetValue(p.Key, out var other) && string.Equals(p.Value, other, StringComparison.OrdinalIgnoreCase));
    }

    private static Dictionary<string, string> ByName(SipUri uri)
    {
        var result = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in uri.Parameters)
        {
            result.TryAdd(Normalize(parameter.Name), Normalize(parameter.Value ?? ""));
        }
        return result;
    }

    private static bool HeadersMatch(string left, string right)
    {
        var a = SortedHeaders(left);
        var b = SortedHeaders(right);
        return a.SequenceEqual(b, StringComparer.Ordinal);
    }

    private static List<string> SortedHeaders(string text)
    {
        var result = new List<string>();
        foreach (var header in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = header.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? header : header[..equals];
            result.Add($"{Normalize(name).ToLowerInvariant()}={Normalize(equals < 0 ? "" : header[(equals + 1)..])}");
        }
        result.Sort(StringComparer.Ordinal);
        return result;
    }

    /// <summary>Resolves escapes of characters that are not reserved: those two forms are the same. Others stay, in upper case.</summary>
    private static string Normalize(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Append(text[i]);
                continue;
            }
            var value = (char)Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
            if (value is > ' ' and < (char)127 && !Reserved.Contains(value, StringComparison.Ordinal) && value != '%')
            {
                result.Append(value);
            }
            else
            {
                result.Append(text[i..(i + 3)].ToUpperInvariant());
            }
            i += 2;
        }
        return result.ToString();
    }
}
