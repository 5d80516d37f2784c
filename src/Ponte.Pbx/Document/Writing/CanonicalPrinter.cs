using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ponte.Pbx.Document.Writing;

/// <summary>Prints the canonical form as YAML.</summary>
internal static partial class CanonicalPrinter
{
    public static string Print(CanonicalNode root, bool withSecrets = false)
    {
        var text = new StringBuilder();
        Append(text, root, 0, withSecrets);
        return text.ToString();
    }

    private static void Append(StringBuilder text, CanonicalNode mapping, int depth, bool withSecrets, bool isItem = false)
    {
        foreach (var (key, value) in mapping.Entries!)
        {
            text.Append(' ', (isItem ? depth - 1 : depth) * 2).Append(isItem ? "- " : "").Append(Scalar(key)).Append(':');
            isItem = false;
            if (value.Mappings is not null)
            {
                text.Append('\n');
                foreach (var item in value.Mappings)
                {
                    Append(text, item, depth + 2, withSecrets, isItem: true);
                }
            }
            else if (value.Entries is { Count: 0 })
            {
                text.Append(" {}\n");
            }
            else if (value.Entries is not null)
            {
                text.Append('\n');
                Append(text, value, depth + 1, withSecrets);
            }
            else
            {
                text.Append(' ')
                    .Append(
                        value.Items is { } items
                            ? $"[{string.Join(", ", items.Select(Scalar))}]"
                            : Scalar(withSecrets && value.Secret is { } secret ? secret.Written : value.Text)
                    )
                    .Append('\n');
            }
        }
    }

    /// <summary>A word as it is, everything else in double quotes.</summary>
    private static string Scalar(string text)
    {
        if (PlainPattern().IsMatch(text) && text is not ("null" or "Null" or "NULL"))
        {
            return text;
        }
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)c:x4}"
                ),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(
        "^([A-Za-z_][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@-]+)*|[1-9][0-9]{0,6}(ms|s|m|h)?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatternTime.Unlimited
    )]
    private static partial Regex PlainPattern();
}
