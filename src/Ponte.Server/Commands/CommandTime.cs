using System.Globalization;

namespace Ponte.Server.Commands;

/// <summary>Times that people give to commands.</summary>
internal static class CommandTime
{
    /// <summary>A time in the zone of who asks; now where none is given; null where it cannot be read.</summary>
    public static DateTimeOffset? Read(string? text, CommandContext context)
    {
        if (text is null)
        {
            return context.Time.GetUtcNow();
        }
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var given))
        {
            return null;
        }
        return given.Kind == DateTimeKind.Utc
            ? new DateTimeOffset(given)
            : new DateTimeOffset(given, context.Time.LocalTimeZone.GetUtcOffset(given)).ToUniversalTime();
    }
}
