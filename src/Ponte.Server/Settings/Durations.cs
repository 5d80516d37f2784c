using System.Globalization;

namespace Ponte.Server.Settings;

/// <summary>Durations as people write them: <c>30s</c>, <c>5m</c>, <c>12h</c>, <c>7d</c>.</summary>
internal static class Durations
{
    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (
            text.Length < 2
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > 1_000_000
        )
        {
            return false;
        }
        duration = char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.MinValue,
        };
        return duration != TimeSpan.MinValue;
    }

    /// <summary>Prints one in the largest unit that divides it.</summary>
    public static string Print(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (number, unit) = seconds switch
        {
            0 => (0L, 's'),
            _ when seconds % 86_400 == 0 => (seconds / 86_400, 'd'),
            _ when seconds % 3_600 == 0 => (seconds / 3_600, 'h'),
            _ when seconds % 60 == 0 => (seconds / 60, 'm'),
            _ => (seconds, 's'),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }
}
