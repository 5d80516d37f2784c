using System.Collections.Immutable;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Calendars;

/// <summary>Reads the events of an iCalendar (RFC 5545) as days of a calendar.</summary>
public static class FeedDays
{
    /// <summary>Characters of a text.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Days and parts of days that count; what comes later waits for the next reading.</summary>
    public const int MaxDays = 1000;

    private const int DaysAhead = 400;
    private static readonly string[] TooOften = ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY"];

    /// <summary>The days, from yesterday on, a year ahead.</summary>
    /// <param name="text">The iCalendar.</param>
    /// <param name="zone">The zone of the calendar that keeps them; times without a zone are its own.</param>
    /// <param name="holds">What holds then.</param>
    /// <param name="today">Today, in that zone.</param>
    /// <param name="failure">Why it cannot be read, one line for a person.</param>
    /// <returns>The days in their order; null where the text cannot be read.</returns>
    public static ImmutableArray<SpecialDays>? Read(
        string text,
        DateTimeZone zone,
        CalendarOutcome holds,
        LocalDate today,
        out string failure
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        failure =
            text.Length > MaxLength ? $"is longer than {MaxLength / 1024} kB"
            : RepeatsOften(text) ? "has an event that repeats more often than once a day"
            : "";
        if (failure.Length > 0)
        {
            return null;
        }
#pragma warning disable CA1031 // The reader throws what it likes at texts from outside; each of them means the same.
        try
        {
            if (Ical.Net.Calendar.Load(text) is not { } calendar)
            {
                failure = "is no iCalendar; it must begin with BEGIN:VCALENDAR";
                return null;
            }
            var first = today.PlusDays(-1);
            var end = new CalDateTime(today.PlusDays(DaysAhead).ToDateOnly());
            return
            [
                .. calendar
                    .Events.Where(e => !"CANCELLED".Equals(e.Status, StringComparison.OrdinalIgnoreCase))
                    .SelectMany(e => Days(e, new CalDateTime(first.ToDateOnly()), end, zone, holds))
                    .Where(d => d.Last >= first)
                    .OrderBy(d => d.First)
                    .ThenBy(d => d.From)
                    .Take(MaxDays),
            ];
        }
        catch (Exception e)
        {
            failure = $"is no iCalendar: {e.Message.ReplaceLineEndings(" ")}";
            return null;
        }
#pragma warning restore CA1031
    }

    /// <summary>To follow such an event from long ago until today would take for ever.</summary>
    private static bool RepeatsOften(string text)
    {
        // Long lines are folded: they go on behind a line break and a blank (section 3.1).
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\n ", "", StringComparison.Ordinal);
        return Array.Exists(TooOften, rule => unfolded.Contains(rule, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<SpecialDays> Days(
        CalendarEvent @event,
        CalDateTime first,
        CalDateTime end,
        DateTimeZone zone,
        CalendarOutcome holds
    )
    {
        var outcome = @event.Categories.Where(Words.Outcomes.ContainsKey).Select(c => (CalendarOutcome?)Words.Outcomes[c]).FirstOrDefault();
        return @event
            .GetOccurrences(first)
            .TakeWhile(o => o.Period.StartTime.Value < end.Value)
            .Take(MaxDays)
            .SelectMany(o => Parts(o.Period, zone, outcome ?? holds, @event.Summary ?? ""));
    }

    /// <summary>The first day from the beginning on, the last one to the end, and those between whole.</summary>
    private static IEnumerable<SpecialDays> Parts(Ical.Net.DataTypes.Period period, DateTimeZone zone, CalendarOutcome outcome, string name)
    {
        var (start, end) = (Local(period.StartTime, zone), Local(period.EffectiveEndTime ?? period.StartTime, zone));
        if (end <= start)
        {
            if (period.StartTime.HasTime)
            {
                yield break;
            }
            end = start.Date.PlusDays(1).AtMidnight();
        }
        var last = end.TimeOfDay == LocalTime.Midnight ? end.Date.PlusDays(-1) : end.Date;
        LocalTime? from = start.TimeOfDay == LocalTime.Midnight ? null : start.TimeOfDay;
        LocalTime? to = end.TimeOfDay == LocalTime.Midnight ? null : end.TimeOfDay;
        if (start.Date == last)
        {
            yield return new SpecialDays(last, last, from, to, outcome, name);
            yield break;
        }
        var (whole, wholeEnd) = (from is null ? start.Date : start.Date.PlusDays(1), to is null ? last : last.PlusDays(-1));
        if (from is not null)
        {
            yield return new SpecialDays(start.Date, start.Date, from, null, outcome, name);
        }
        if (whole <= wholeEnd)
        {
            yield return new SpecialDays(whole, wholeEnd, null, null, outcome, name);
        }
        if (to is not null)
        {
            yield return new SpecialDays(last, last, null, to, outcome, name);
        }
    }

    private static LocalDateTime Local(CalDateTime time, DateTimeZone zone) =>
        time.HasTime && !time.IsFloating
            ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(time.AsUtc, DateTimeKind.Utc)).InZone(zone).LocalDateTime
            : LocalDateTime.FromDateTime(time.Value);
}
