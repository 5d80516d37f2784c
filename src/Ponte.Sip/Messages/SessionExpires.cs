using System.Globalization;

namespace Ponte.Sip.Messages;

/// <summary>A Session-Expires value (RFC 4028 4).</summary>
/// <param name="Seconds">The session interval in seconds.</param>
/// <param name="Refresher"><c>uac</c> or <c>uas</c> in lower case; empty if it is left open.</param>
public readonly record struct SessionExpires(uint Seconds, string Refresher)
{
    /// <summary>Reads <c>1800;refresher=uac</c>.</summary>
    /// <returns>False if it does not begin with a number of seconds, or its refresher is neither of the two.</returns>
    public static bool TryParse(string text, out SessionExpires value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        var digits = Scan.CountDigits(text);
        if (
            !Scan.TryNumber(text.AsSpan(0, digits), uint.MaxValue, out var seconds)
            || !SipParameterList.TryParse(text.AsSpan(digits), ';', out var parameters)
        )
        {
            return false;
        }
        var refresher = (parameters.Find("refresher") ?? "").ToLowerInvariant();
        value = new SessionExpires(seconds, refresher);
        return refresher is "" or "uac" or "uas";
    }

    /// <summary>The value as it stands in a message.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Seconds}{(string.IsNullOrEmpty(Refresher) ? "" : ";refresher=")}{Refresher}");
}
