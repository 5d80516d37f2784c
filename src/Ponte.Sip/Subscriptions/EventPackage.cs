using Ponte.Sip.Messages;

namespace Ponte.Sip.Subscriptions;

/// <summary>The value of an Event header (RFC 6665 section 8.2.1).</summary>
/// <param name="Name">The package, lower case: <c>dialog</c>, <c>message-summary</c>.</param>
/// <param name="Id">Tells subscriptions of one dialog apart; null without.</param>
public sealed record EventPackage(string Name, string? Id)
{
    private const int LongestValue = 128;

    /// <summary>Reads the Event header of a message; null where it is missing or no event.</summary>
    public static EventPackage? Of(SipMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Headers.First(HeaderName.Event) is not { Length: > 0 and <= LongestValue } text)
        {
            return null;
        }
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || !parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '!' or '%' or '*' or '_' or '+'))
        {
            return null;
        }
        var id = parts.Skip(1).FirstOrDefault(p => p.StartsWith("id=", StringComparison.OrdinalIgnoreCase));
#pragma warning disable CA1308 // Event packages are written in lower case.
        return new EventPackage(parts[0].ToLowerInvariant(), id?[3..]);
#pragma warning restore CA1308
    }

    /// <summary>The value of a header.</summary>
    public override string ToString() => Id is null ? Name : $"{Name};id={Id}";
}
