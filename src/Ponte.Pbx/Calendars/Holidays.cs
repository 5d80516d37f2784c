using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>The public holidays of a country, or of a place in it, by the table that comes with the program.</summary>
public sealed class Holidays
{
    private static readonly Lazy<ImmutableArray<HolidayRule>> Table = new(ReadTable);

    private readonly ImmutableArray<HolidayRule> _rules;
    private readonly ConcurrentDictionary<int, ImmutableSortedDictionary<LocalDate, Holiday>> _years = new();

    private Holidays(ImmutableArray<HolidayRule> rules) => _rules = rules;

    /// <summary>The countries that the table has.</summary>
    public static ImmutableSortedSet<string> Countries => [.. Table.Value.Select(r => r.Country)];

    /// <summary>The regions and places of a country with holidays of their own.</summary>
    public static ImmutableSortedSet<string> PlacesOf(string country) =>
        [.. Table.Value.Where(r => r.Country.Equals(country, StringComparison.Ordinal)).SelectMany(r => r.Places)];

    /// <summary>The holidays of a place; null where the table does not have the country or the place.</summary>
    /// <param name="country">ISO 3166 alpha-2.</param>
    /// <param name="place">A region or place of <see cref="PlacesOf"/>; empty for what all of the country keeps.</param>
    public static Holidays? Of(string country, string place)
    {
        var isThere = Countries.Contains(country) && (place.Length == 0 || PlacesOf(country).Contains(place));
        return isThere
            ? new Holidays([
                .. Table.Value.Where(r =>
                    r.Country.Equals(country, StringComparison.Ordinal)
                    && (r.Places.IsEmpty || r.Places.Contains(place, StringComparer.Ordinal))
                ),
            ])
            : null;
    }

    /// <summary>The holiday on a day; null where it is none.</summary>
    public Holiday? On(LocalDate date) => In(date.Year).GetValueOrDefault(date);

    /// <summary>The holidays of a year in their order.</summary>
    public ImmutableSortedDictionary<LocalDate, Holiday> In(int year) => _years.GetOrAdd(year, Make);

    private ImmutableSortedDictionary<LocalDate, Holiday> Make(int year)
    {
        var days = new Dictionary<LocalDate, Holiday>();
        // New Year's Day of the next year may be kept on the last day of this one.
        foreach (var rule in _rules.Where(r => r.IsKeptIn(year)))
        {
            Add(rule.Date(year), rule);
        }
        foreach (var rule in _rules.Where(r => r.Weekend != WeekendRule.Stays))
        {
            foreach (var date in Dates(rule, year).Where(IsWeekend))
            {
                var free = rule.Weekend == WeekendRule.NearestDay ? Nearest(date) : NextFree(date, days);
                if (free.Year == year)
                {
                    Add(free, rule);
                }
            }
        }
        return days.ToImmutableSortedDictionary();

        void Add(LocalDate date, HolidayRule rule) => days.TryAdd(date, new Holiday(date, rule.EnglishName, rule.LocalName));
    }

    private static IEnumerable<LocalDate> Dates(HolidayRule rule, int year)
    {
        for (var y = year; y <= year + 1; y++)
        {
            if (rule.IsKeptIn(y))
            {
                yield return rule.Date(y);
            }
        }
    }

    private static LocalDate Nearest(LocalDate weekend) => weekend.PlusDays(weekend.DayOfWeek == IsoDayOfWeek.Saturday ? -1 : 1);

    private static LocalDate NextFree(LocalDate weekend, Dictionary<LocalDate, Holiday> days)
    {
        var date = weekend;
        while (IsWeekend(date) || days.ContainsKey(date))
        {
            date = date.PlusDays(1);
        }
        return date;
    }

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static ImmutableArray<HolidayRule> ReadTable()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Holidays.csv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(l => !l.StartsWith('#'))
                .Select(HolidayRule.Parse),
        ];
    }
}
