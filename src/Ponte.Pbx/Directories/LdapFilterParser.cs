using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ponte.Pbx.Directories;

/// <summary>
/// Reads the text of a filter (RFC 4515):
/// <c>filter = "(" ( "&amp;" *filter / "|" *filter / "!" filter / attribute ( "=" / "~=" / "&gt;=" / "&lt;=" / ":" rule ":=" ) value ) ")"</c>.
/// </summary>
public sealed class LdapFilterParser
{
    private const int MaxLength = 2048;
    private const int MaxDepth = 16;
    private readonly string _text;
    private int _at;

    private LdapFilterParser(string text) => _text = text;

    /// <summary>The filter; null where the text is none.</summary>
    public static LdapFilter? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return null;
        }
        var parser = new LdapFilterParser(text);
        var filter = parser.ReadFilter(MaxDepth);
        return parser._at == text.Length ? filter : null;
    }

    private LdapFilter? ReadFilter(int depth)
    {
        if (depth == 0 || !Take('('))
        {
            return null;
        }
        LdapFilter? filter;
        if (Take('&'))
        {
            filter = ReadList(depth) is { } filters ? new LdapFilter.And(filters) : null;
        }
        else if (Take('|'))
        {
            filter = ReadList(depth) is { } filters ? new LdapFilter.Or(filters) : null;
        }
        else if (Take('!'))
        {
            filter = ReadFilter(depth - 1) is { } inner ? new LdapFilter.Not(inner) : null;
        }
        else
        {
            filter = ReadItem();
        }
        return filter is not null && Take(')') ? filter : null;
    }

    private ImmutableArray<LdapFilter>? ReadList(int depth)
    {
        var filters = ImmutableArray.CreateBuilder<LdapFilter>();
        while (_at < _text.Length && _text[_at] == '(')
        {
            if (ReadFilter(depth - 1) is not { } filter)
            {
                return null;
            }
            filters.Add(filter);
        }
        return filters.Count > 0 ? filters.ToImmutable() : null;
    }

    private LdapFilter? ReadItem()
    {
        var end = _text.IndexOf(')', _at);
        var equals = _text.IndexOf('=', _at);
        if (end < 0 || equals <= _at || equals > end)
        {
            return null;
        }
        var left = _text[_at..equals];
        var right = _text[(equals + 1)..end];
        _at = end;
        if (left.EndsWith(':'))
        {
            return ReadExtensible(left[..^1], right);
        }
        var (attribute, comparison) = left[^1] switch
        {
            '>' => (left[..^1], LdapComparison.GreaterOrEqual),
            '<' => (left[..^1], LdapComparison.LessOrEqual),
            '~' => (left[..^1], LdapComparison.Approximate),
            _ => (left, LdapComparison.Equal),
        };
        if (!IsAttribute(attribute))
        {
            return null;
        }
        if (comparison == LdapComparison.Equal && right.Contains('*', StringComparison.Ordinal))
        {
            return ReadSubstrings(attribute, right.Split('*'));
        }
        return Value(right) is { } value ? new LdapFilter.Compare(comparison, attribute, value) : null;
    }

    private static LdapFilter.Extensible? ReadExtensible(string left, string right)
    {
        var colon = left.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsAttribute(left[..colon]) || !IsAttribute(left[(colon + 1)..]) || Value(right) is not { } value)
        {
            return null;
        }
        return new LdapFilter.Extensible(left[..colon], left[(colon + 1)..], value);
    }

    private static LdapFilter? ReadSubstrings(string attribute, string[] parts)
    {
        if (parts is ["", ""])
        {
            return new LdapFilter.Present(attribute);
        }
        var values = parts.Select(Value).ToList();
        // "**" would ask for nothing between two asterisks; {loose} is no part of a text.
        if (values.Contains(null) || values[1..^1].Contains("") || values.Contains(NumberPlaces.Loose))
        {
            return null;
        }
        return new LdapFilter.Substrings(attribute, values[0]!, [.. values[1..^1]!], values[^1]!);
    }

    /// <summary>An attribute or the name of a rule (RFC 4512 section 2.5: letters, digits, hyphens; or an OID), with options.</summary>
    internal static bool IsAttribute(string text) =>
        text.Length is > 0 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';');

    /// <summary>A value without its escapes <c>\XX</c>; null where one is wrong.</summary>
    private static string? Value(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text.Contains('(', StringComparison.Ordinal) ? null : text;
        }
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                return null;
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }
        _at++;
        return true;
    }
}
