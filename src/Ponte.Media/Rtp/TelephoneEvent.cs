namespace Ponte.Media.Rtp;

/// <summary>Event codes of keys (RFC 4733 section 3.2).</summary>
public static class TelephoneEvent
{
    /// <summary>The encoding name in SDP, upper case as in <see cref="Ponte.Media.Control.Model.PayloadFormat"/>.</summary>
    public const string Encoding = "TELEPHONE-EVENT";

    /// <summary>Bytes of one event in a payload.</summary>
    public const int Length = 4;

    private const string Digits = "0123456789*#ABCD";

    /// <summary>The key of an event code; null for codes that are no key (flash, tones …).</summary>
    public static char? ToDigit(byte code) => code < Digits.Length ? Digits[code] : null;

    /// <summary>The event code of a key, <c>a</c>-<c>d</c> too; null for other characters.</summary>
    public static byte? ToCode(char digit) =>
        Digits.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal) is >= 0 and var code ? (byte)code : null;
}
