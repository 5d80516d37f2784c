using System.Globalization;

namespace Ponte.Server.Commands;

/// <summary>Times as people read them.</summary>
internal static class CallText
{
    /// <summary>Date and time in the machine's zone.</summary>
    public static string Time(DateTimeOffset at, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Minutes and seconds, hours where there are some.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.ToString(duration.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
