using System.Globalization;
using System.Text;

namespace Ponte.Calls.Ends;

/// <summary>One value of a <c>Reason</c> header (RFC 3326): <c>Q.850;cause=16;text="…"</c>.</summary>
/// <param name="Protocol"><c>Q.850</c>, <c>SIP</c> or what else was written.</param>
/// <param name="Cause">The cause; 0 where none was written or it is no number.</param>
/// <param name="Text">The unquoted text for people; empty where there is none.</param>
public readonly record struct ReasonValue(string Protocol, int Cause, string Text)
{
    /// <summary>Whether the cause is one of ITU-T Q.850.</summary>
    public bool IsQ850 => Protocol.Equals("Q.850", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the cause is a SIP status.</summary>
    public bool IsSip => Protocol.Equals("SIP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one value, as <c>SipHeaders.Values</c> gives it. Tolerant: what cannot be read is left out.</summary>
    public static ReasonValue Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var end = value.IndexOf(';', StringComparison.Ordinal);
        var protocol = (end < 0 ? value : value[..end]).Trim();
        var cause = 0;
        var text = "";
        for (var at = end; at >= 0 && at < value.Length; )
        {
            at = ReadParameter(value, at + 1, out var name, out var content);
            if (name.Equals("cause", StringComparison.OrdinalIgnoreCase))
            {
                _ = int.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out cause);
            }
            else if (name.Equals("text", StringComparison.OrdinalIgnoreCase))
            {
                text = content;
            }
        }
        return new ReasonValue(protocol, cause, text);
    }

    /// <summary>Cuts a header's text into its values: at the commas outside quotes.</summary>
    public static IEnumerable<string> Split(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var start = 0;
        var quoted = false;
        for (var at = 0; at < header.Length; at++)
        {
            if (quoted && header[at] == '\\')
            {
                at++;
            }
            else if (header[at] == '"')
            {
                quoted = !quoted;
            }
            else if (header[at] == ',' && !quoted)
            {
                yield return header[start..at];
                start = at + 1;
            }
        }
        yield return header[start..];
    }

    /// <summary>The value as it goes on the wire.</summary>
    public override string ToString()
    {
        var cause = Cause.ToString(CultureInfo.InvariantCulture);
        return Text.Length == 0
            ? $"{Protocol};cause={cause}"
            : $"{Protocol};cause={cause};text=\"{Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Reads <c>name=value</c> or <c>name="value"</c> from <paramref name="start"/>; returns where its <c>;</c> or the end is.</summary>
    private static int ReadParameter(string value, int start, out string name, out string content)
    {
        var at = start;
        while (at < value.Length && value[at] is not ('=' or ';'))
        {
            at++;
        }
        name = value[start..at].Trim();
        content = "";
        if (at >= value.Length || value[at] == ';')
        {
            return at;
        }
        at++;
        while (at < value.Length && value[at] is ' ' or '\t')
        {
            at++;
        }
        if (at < value.Length && value[at] == '"')
        {
            content = Unquote(value, ref at);
            var rest = value.IndexOf(';', at);
            return rest < 0 ? value.Length : rest;
        }
        var end = value.IndexOf(';', at);
        end = end < 0 ? value.Length : end;
        content = value[at..end].Trim();
        return end;
    }

    private static string Unquote(string value, ref int at)
    {
        var text = new StringBuilder(value.Length - at);
        for (at++; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length)
            {
                at++;
            }
            text.Append(value[at]);
        }
        at = Math.Min(at + 1, value.Length);
        return text.ToString();
    }
}
