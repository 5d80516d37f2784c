using NodaTime;
using NodaTime.TimeZones;

namespace Ponte.Pbx.Calendars;

/// <summary>What a calendar says at an instant: a pure function.</summary>
/// <remarks>
/// Special days go before holidays, and holidays before weekly hours. Hours that run over midnight belong to the day they begin on. Times that a
/// change of the clocks leaves out begin at the change, and those that it doubles at the first of the two.
/// </remarks>
public static class CalendarClock
{
    private const int LongestLook = 366;

    private static readonly ZoneLocalMappingResolver AtChange = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    /// <summary>What holds at an instant.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="at">The instant.</param>
    /// <param name="set">What people set by hand.</param>
    public static CalendarState At(this Calendar calendar, Instant at, CalendarSwitch set = CalendarSwitch.Automatic)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (set != CalendarSwitch.Automatic)
        {
            var outcome = set == CalendarSwitch.Day ? CalendarOutcome.Active : CalendarOutcome.Overtime;
            return new CalendarState(outcome, CalendarReason.Switch, "", null);
        }
        var date = at.InZone(calendar.Zone).Date;
        var now = Segments(calendar, date).Last(s => s.From <= at);
        return new CalendarState(now.Outcome, now.Reason, now.Name, NextChange(calendar, date, at, now.Outcome));
    }

    private static Instant? NextChange(Calendar calendar, LocalDate date, Instant at, CalendarOutcome now)
    {
        for (var day = date; day <= date.PlusDays(LongestLook); day = day.PlusDays(1))
        {
            foreach (var segment in Segments(calendar, day))
            {
                if (segment.From > at && segment.Outcome != now)
                {
                    return segment.From;
                }
            }
        }
        return null;
    }

    /// <summary>The day cut into pieces with one outcome each, from its first instant on.</summary>
    private static List<Segment> Segments(Calendar calendar, LocalDate date)
    {
        var cuts = new SortedSet<LocalTime> { LocalTime.Midnight };
        cuts.UnionWith(calendar.Special.Where(s => Covers(s, date)).SelectMany(s => new[] { s.From, s.To }).OfType<LocalTime>());
        foreach (var hours in calendar.Open)
        {
            if (hours.Days.Contains(date.DayOfWeek))
            {
                cuts.Add(hours.From);
                cuts.Add(hours.IsOverMidnight ? LocalTime.Midnight : hours.To);
            }
            if (hours.IsOverMidnight && hours.Days.Contains(date.PlusDays(-1).DayOfWeek))
            {
                cuts.Add(hours.To);
            }
        }
        return [.. cuts.Select(cut => Of(calendar, date, cut))];
    }

    private static Segment Of(Calendar calendar, LocalDate date, LocalTime time)
    {
        var from = Begin(calendar.Zone, date, time);
        var special = calendar.Special.FirstOrDefault(s =>
            Covers(s, date) && time >= (s.From ?? LocalTime.Midnight) && (s.To is not { } to || time < to)
        );
        if (special is not null)
        {
            return new Segment(from, special.Outcome, CalendarReason.Special, special.Name);
        }
        if (calendar.Holidays?.On(date) is { } holiday)
        {
            return new Segment(from, calendar.OnHolidays, CalendarReason.Holiday, holiday.LocalName);
        }
        var hours = calendar.Open.FirstOrDefault(h => IsIn(h, date, time, calendar));
        return hours is null
            ? new Segment(from, CalendarOutcome.Overtime, CalendarReason.OutsideHours, "")
            : new Segment(from, hours.Outcome, CalendarReason.Hours, "");
    }

    private static bool IsIn(OpeningHours hours, LocalDate date, LocalTime time, Calendar calendar)
    {
        if (hours.Days.Contains(date.DayOfWeek) && time >= hours.From && (hours.IsOverMidnight || time < hours.To))
        {
            return true;
        }
        // A night shift that began on a holiday did not begin.
        var before = date.PlusDays(-1);
        return hours.IsOverMidnight && time < hours.To && hours.Days.Contains(before.DayOfWeek) && calendar.Holidays?.On(before) is null;
    }

    private static bool Covers(SpecialDays special, LocalDate date) => date >= special.First && date <= special.Last;

    private static Instant Begin(DateTimeZone zone, LocalDate date, LocalTime time) => zone.ResolveLocal(date + time, AtChange).ToInstant();

    private readonly record struct Segment(Instant From, CalendarOutcome Outcome, CalendarReason Reason, string Name);
}
