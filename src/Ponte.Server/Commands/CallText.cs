using System.Globalization;
using Ponte.Server.History;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary>Calls and their times as people read them.</summary>
internal static class CallText
{
    /// <summary>Date and time in the machine's zone.</summary>
    public static string Time(DateTimeOffset at, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Where the call came from, and the lines and devices that it was given to, in the order in which they were tried.</summary>
    public static string Lines(CallView call)
    {
        var from = string.Join(", ", call.Legs.Where(l => l.IsIncoming).Select(l => l.Name));
        var to = string.Join(", ", call.Legs.Where(l => !l.IsIncoming).Select(l => l.Name));
        return to.Length == 0 ? from : $"{from} → {to}";
    }

    /// <summary>How the call ended or what it is doing, and who answered.</summary>
    public static string Result(CallView call, Words words)
    {
        var result = call.End is { } end ? words.Why(end) : words.Phase(call.Phase);
        var parts = new[]
        {
            words.Origin(call.Origin),
            result,
            call.AnsweredBy is { } leg ? words.Answered(leg) : words.AnsweredByVoicemail(call) ?? "",
            call.MergedInto is { } into ? words.MergedInto(into.Value) : "",
        };
        return string.Join("; ", parts.Where(p => p.Length > 0));
    }

    /// <summary>Minutes and seconds, hours where there are some.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.ToString(duration.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
