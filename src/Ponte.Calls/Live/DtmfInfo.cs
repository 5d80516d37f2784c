using System.Globalization;
using System.Text;

namespace Ponte.Calls.Live;

/// <summary>Keys in the body of an INFO: <c>application/dtmf-relay</c> (<c>Signal=5</c>, <c>Duration=160</c>) and <c>application/dtmf</c> (<c>5</c>), as phones and gateways send them.</summary>
internal static class DtmfInfo
{
    private const string Keys = "0123456789*#ABCD";

    /// <summary>Longer than any such body.</summary>
    private const int MaximumBody = 200;

    /// <summary>Whether a content type, in lower case, is one of the two.</summary>
    public static bool IsType(string contentType) => contentType is "application/dtmf-relay" or "application/dtmf";

    /// <summary>The key; null where the body names none.</summary>
    public static char? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaximumBody)
        {
            return null;
        }
        foreach (
            var line in Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return KeyOf(line);
            }
            if (line.AsSpan(0, equals).Trim().Equals("Signal", StringComparison.OrdinalIgnoreCase))
            {
                return KeyOf(line[(equals + 1)..].Trim());
            }
        }
        return null;
    }

    /// <summary>A key by itself, or by its event code (RFC 4733 section 3.2): 10 is the star.</summary>
    private static char? KeyOf(string text)
    {
        if (text.Length == 1 && Keys.Contains(text[0], StringComparison.OrdinalIgnoreCase))
        {
            return char.ToUpperInvariant(text[0]);
        }
        return
            text.Length == 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 10 and < 16
            ? Keys[code]
            : null;
    }
}
