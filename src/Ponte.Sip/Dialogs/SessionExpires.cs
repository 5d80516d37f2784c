using System.Globalization;
using System.Runtime.InteropServices;

namespace Ponte.Sip.Dialogs;

/// <summary>The value of a Session-Expires header (RFC 4028 4).</summary>
/// <param name="Seconds">The session interval in seconds.</param>
/// <param name="Refresher">Who refreshes; null when the header leaves it open.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SessionExpires(uint Seconds, SessionRefresher? Refresher)
{
    /// <summary>Reads a header value; null when it is absent or no number.</summary>
    public static SessionExpires? Parse(string? text)
    {
        if (text is null || ReadSeconds(text) is not { } seconds)
        {
            return null;
        }
        SessionRefresher? refresher = null;
        foreach (var range in text.AsSpan().Split(';'))
        {
            var parameter = text.AsSpan(range).Trim();
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].Trim().Equals("refresher", StringComparison.OrdinalIgnoreCase))
            {
                var value = parameter[(equals + 1)..].Trim();
                refresher =
                    value.Equals("uac", StringComparison.OrdinalIgnoreCase) ? SessionRefresher.Uac
                    : value.Equals("uas", StringComparison.OrdinalIgnoreCase) ? SessionRefresher.Uas
                    : null;
            }
        }
        return new SessionExpires(seconds, refresher);
    }

    /// <summary>Reads the delta-seconds that a Session-Expires or Min-SE value starts with; null when there is none.</summary>
    public static uint? ReadSeconds(string? text)
    {
        var span = text.AsSpan();
        var end = span.IndexOf(';');
        span = (end < 0 ? span : span[..end]).Trim();
        return uint.TryParse(span, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }

    /// <summary>The value as it is written.</summary>
    public override string ToString()
    {
        var seconds = Seconds.ToString(CultureInfo.InvariantCulture);
        return Refresher switch
        {
            SessionRefresher.Uac => $"{seconds};refresher=uac",
            SessionRefresher.Uas => $"{seconds};refresher=uas",
            _ => seconds,
        };
    }
}
