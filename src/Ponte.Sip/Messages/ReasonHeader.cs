using System.Globalization;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>A Reason value (RFC 3326): why a request was sent, in the words of a protocol.</summary>
/// <param name="Protocol">The protocol as written: <c>SIP</c>, <c>Q.850</c> or another.</param>
/// <param name="Cause">The cause: a status code of SIP, a cause of Q.850; null if none is written or it is no number.</param>
/// <param name="Text">Words for people; empty if there are none.</param>
public readonly record struct ReasonHeader(string Protocol, int? Cause, string Text)
{
    /// <summary>Whether the protocol is SIP.</summary>
    public bool IsSip => string.Equals(Protocol, "SIP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the protocol is Q.850.</summary>
    public bool IsQ850 => string.Equals(Protocol, "Q.850", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one value: <c>Q.850;cause=16;text="Normal call clearing"</c>.</summary>
    /// <returns>False if it does not begin with a protocol, or a quoted string does not end.</returns>
    public static bool TryParse(string text, out ReasonHeader value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        var protocol = Scan.CountToken(text);
        if (protocol == 0 || !SipParameterList.TryParse(text.AsSpan(protocol), out var parameters))
        {
            return false;
        }
        var cause = Scan.TryNumber(parameters.Find("cause"), int.MaxValue, out var number) ? (int?)number : null;
        value = new ReasonHeader(text[..protocol], cause, parameters.Find("text") ?? "");
        return true;
    }

    /// <summary>All values of a message in order; several may stand in one header field. What cannot be read is left out.</summary>
    public static IReadOnlyList<ReasonHeader> ParseAll(SipHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var result = new List<ReasonHeader>();
        foreach (var text in headers.Values(HeaderName.Reason))
        {
            if (TryParse(text, out var value))
            {
                result.Add(value);
            }
        }
        return result;
    }

    /// <summary>The value as it stands in a message.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Protocol);
        if (Cause is { } cause)
        {
            text.Append(";cause=").Append(cause.ToString(CultureInfo.InvariantCulture));
        }
        if (!string.IsNullOrEmpty(Text))
        {
            text.Append(";text=").Append(Scan.Quote(Text));
        }
        return text.ToString();
    }
}
