using System.Diagnostics.CodeAnalysis;

namespace Ponte.Sip.Messages;

/// <summary>A Replaces value (RFC 3891 6.1): the dialog that a new one takes the place of, seen from its receiver.</summary>
/// <param name="CallId">The Call-ID of the dialog.</param>
/// <param name="ToTag">The receiver's tag.</param>
/// <param name="FromTag">The other side's tag.</param>
/// <param name="EarlyOnly">Whether only an early dialog may be replaced.</param>
public sealed record ReplacesHeader(string CallId, string ToTag, string FromTag, bool EarlyOnly)
{
    /// <summary>Reads <c>id@host;to-tag=a;from-tag=b</c>. A value from a URI must have its escapes resolved before, as <see cref="SipUri.Header"/> does.</summary>
    /// <returns>False if the Call-ID or one of the tags is missing.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ReplacesHeader? value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        var end = text.IndexOf(';', StringComparison.Ordinal);
        if (end <= 0 || !SipParameterList.TryParse(text.AsSpan(end), out var parameters))
        {
            return false;
        }
        var callId = text[..end].Trim();
        var toTag = parameters.Find("to-tag") ?? "";
        var fromTag = parameters.Find("from-tag") ?? "";
        if (callId.Length > 0 && toTag.Length > 0 && fromTag.Length > 0)
        {
            value = new ReplacesHeader(callId, toTag, fromTag, parameters.Contains("early-only"));
        }
        return value is not null;
    }

    /// <summary>The value as it stands in a message.</summary>
    public override string ToString() => $"{CallId};to-tag={ToTag};from-tag={FromTag}{(EarlyOnly ? ";early-only" : "")}";
}
