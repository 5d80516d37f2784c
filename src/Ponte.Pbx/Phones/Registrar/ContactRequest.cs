using System.Globalization;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Phones.Registrar;

/// <summary>One Contact of a REGISTER.</summary>
/// <param name="Uri">Its URI.</param>
/// <param name="Expires">The time asked for in seconds; null where it asks for none.</param>
/// <param name="Q">The preference as written; empty where it is none or no number from 0 to 1.</param>
/// <param name="Instance">The instance, with angle brackets; empty for none.</param>
/// <param name="RegId">The number of the flow; 0 for none.</param>
internal sealed record ContactRequest(SipUri Uri, uint? Expires, string Q, string Instance, uint RegId)
{
    /// <summary>What a value that is no number means (RFC 3261 section 20.10).</summary>
    private const uint MalformedExpires = 3600;

    /// <summary>Reads a Contact value; null where its URI is no SIP URI that a phone can be reached at, or is too long.</summary>
    public static ContactRequest? Read(NameAddress address, int limit)
    {
        var instance = address.Parameter("+sip.instance") ?? "";
        if (address.Uri is not { IsSip: true, Host.Length: > 0 } uri || uri.Text.Length > limit || instance.Length > limit)
        {
            return null;
        }
        var expires = address.Parameter("expires");
        return new ContactRequest(uri, expires is null ? null : Seconds(expires), QOf(address.Parameter("q")), instance, RegIdOf(address));
    }

    /// <summary>Reads a time in seconds: one too large is a very long one, what is no number counts as an hour.</summary>
    public static uint Seconds(string text)
    {
        var digits = text.AsSpan().Trim();
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return MalformedExpires;
        }
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : uint.MaxValue;
    }

    private static string QOf(string? text) =>
        text is { Length: <= 5 }
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value is >= 0 and <= 1
            ? text
            : "";

    private static uint RegIdOf(NameAddress address) =>
        uint.TryParse(address.Parameter("reg-id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= int.MaxValue
            ? id
            : 0;
}
