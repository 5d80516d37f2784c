namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>The events parameter of telephone-event (RFC 4733 section 2.4.1).</summary>
internal static class TelephoneEvents
{
    /// <summary>Digits, star, hash, A to D and flash: what Teams lists too.</summary>
    public const string All = "0-16";

    /// <summary>What an offer means that lists no events.</summary>
    private const string Default = "0-15";

    /// <summary>The events to answer with: the offered list, as far as it is one.</summary>
    public static string Answered(string? offered) =>
        offered is { Length: > 0 and <= 64 } && offered.All(c => char.IsAsciiDigit(c) || c is '-' or ',') ? offered : Default;
}
