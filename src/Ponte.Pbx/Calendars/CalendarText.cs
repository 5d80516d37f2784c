using System.Text;
using NodaTime;
using NodaTime.Text;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Calendars;

/// <summary>Hours and days as people write them: <c>mon-fri 09:00-13:00</c>, <c>2026-08-10/2026-08-21</c>, <c>2026-12-24 09:00-12:00</c>.</summary>
internal static class CalendarText
{
    private const string Midnight = "24:00";
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    /// <summary>Reads weekly hours; null where the text is none.</summary>
    public static OpeningHours? ReadHours(string text, CalendarOutcome outcome)
    {
        if (
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var times]
            || ReadDays(days) is not { } on
            || ReadTimes(times) is not var (from, to)
        )
        {
            return null;
        }
        return new OpeningHours(on, from, to, outcome);
    }

    /// <summary>Writes weekly hours.</summary>
    public static string Print(OpeningHours hours) => $"{PrintDays(hours.Days)} {Time.Format(hours.From)}-{PrintEnd(hours.To)}";

    /// <summary>Reads days; null where the text is none.</summary>
    public static SpecialDays? ReadDays(string text, CalendarOutcome outcome, string name)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (1 or 2))
        {
            return null;
        }
        var ends = words[0].Split('/');
        var first = Date.Parse(ends[0]);
        var last = Date.Parse(ends[^1]);
        if (ends.Length > 2 || !first.Success || !last.Success || last.Value < first.Value)
        {
            return null;
        }
        if (words.Length == 1)
        {
            return new SpecialDays(first.Value, last.Value, null, null, outcome, name);
        }
        return ReadTimes(words[1]) is var (from, to) && (to > from || to == LocalTime.Midnight)
            ? new SpecialDays(first.Value, last.Value, from, to == LocalTime.Midnight ? null : to, outcome, name)
            : null;
    }

    /// <summary>Writes days.</summary>
    public static string Print(SpecialDays days)
    {
        var text = new StringBuilder(Date.Format(days.First));
        if (days.Last != days.First)
        {
            text.Append('/').Append(Date.Format(days.Last));
        }
        if (days.From is { } from)
        {
            text.Append(' ').Append(Time.Format(from)).Append('-').Append(PrintEnd(days.To ?? LocalTime.Midnight));
        }
        return text.ToString();
    }

    private static (LocalTime From, LocalTime To)? ReadTimes(string text)
    {
        if (text.Split('-') is not [var from, var to] || Time.Parse(from) is not { Success: true } begin)
        {
            return null;
        }
        if (to.Equals(Midnight, StringComparison.Ordinal))
        {
            return (begin.Value, LocalTime.Midnight);
        }
        return Time.Parse(to) is { Success: true } end ? (begin.Value, end.Value) : null;
    }

    private static string PrintEnd(LocalTime end) => end == LocalTime.Midnight ? Midnight : Time.Format(end);

    private static ValueList<IsoDayOfWeek>? ReadDays(string text)
    {
        var days = new SortedSet<IsoDayOfWeek>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || WeekDays.Parse(ends[0]) is not { } first || WeekDays.Parse(ends[^1]) is not { } last || last < first)
            {
                return null;
            }
            for (var day = first; day <= last; day++)
            {
                days.Add(day);
            }
        }
        return [.. days];
    }

    private static string PrintDays(ValueList<IsoDayOfWeek> days)
    {
        var parts = new List<string>();
        for (var i = 0; i < days.Count; )
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1] == days[last] + 1)
            {
                last++;
            }
            parts.Add(last == i ? WeekDays.Name(days[i]) : $"{WeekDays.Name(days[i])}-{WeekDays.Name(days[last])}");
            i = last + 1;
        }
        return string.Join(',', parts);
    }
}
