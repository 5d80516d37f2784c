using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>One line of the table of holidays.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Places">Regions or places that have it; empty: all of the country.</param>
/// <param name="Date">Its date in a year.</param>
/// <param name="Weekend">What becomes of it on a weekend.</param>
/// <param name="From">The first year; 0: always.</param>
/// <param name="Until">The last year; 0: for ever.</param>
/// <param name="EnglishName">Its name in English.</param>
/// <param name="LocalName">Its name there.</param>
internal sealed record HolidayRule(
    string Country,
    ImmutableArray<string> Places,
    Func<int, LocalDate> Date,
    WeekendRule Weekend,
    int From,
    int Until,
    string EnglishName,
    string LocalName
)
{
    private const int Fields = 7;

    /// <summary>Whether it is kept in a year.</summary>
    public bool IsKeptIn(int year) => year >= From && (Until == 0 || year <= Until);

    /// <summary>Reads a line of the table.</summary>
    /// <exception cref="FormatException">The line is none.</exception>
    public static HolidayRule Parse(string line)
    {
        var parts = line.Split(';');
        if (parts.Length != Fields)
        {
            throw new FormatException($"Not a holiday: {line}");
        }
        var (text, weekend) = parts[2] switch
        {
            [.. var day, '*'] => (day, WeekendRule.NextFreeDay),
            [.. var day, '~'] => (day, WeekendRule.NearestDay),
            var day => (day, WeekendRule.Stays),
        };
        var places = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new HolidayRule(parts[0], [.. places], ReadDate(text), weekend, Year(parts[3]), Year(parts[4]), parts[5], parts[6]);
    }

    private static Func<int, LocalDate> ReadDate(string text)
    {
        var words = text.Split(' ');
        return words switch
        {
            [var easter] when easter.StartsWith("easter", StringComparison.Ordinal) => Easterly(easter["easter".Length..]),
            [[_, _, '-', _, _]] => year => new LocalDate(year, Number(text[..2]), Number(text[3..])),
            ["last", var day, var month] => Last(Day(day), Number(month)),
            [var day, "before", [_, _, '-', _, _] date] => Before(Day(day), Number(date[..2]), Number(date[3..])),
            [[var count, ..], var day, var month] => Nth(count - '0', Day(day), Number(month)),
            _ => throw new FormatException($"Not a rule: {text}"),
        };
    }

    private static Func<int, LocalDate> Easterly(string offset)
    {
        var days = offset.Length == 0 ? 0 : int.Parse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return year => Easter.Of(year).PlusDays(days);
    }

    private static Func<int, LocalDate> Nth(int count, IsoDayOfWeek day, int month) =>
        year => LocalDate.FromYearMonthWeekAndDay(year, month, count, day);

    private static Func<int, LocalDate> Last(IsoDayOfWeek day, int month) => year => LocalDate.FromYearMonthWeekAndDay(year, month, 5, day); // NodaTime takes the fourth where there is no fifth

    private static Func<int, LocalDate> Before(IsoDayOfWeek day, int month, int date) =>
        year => new LocalDate(year, month, date).Previous(day);

    private static IsoDayOfWeek Day(string text) => WeekDays.Parse(text) ?? throw new FormatException($"Not a day: {text}");

    private static int Year(string text) => text.Length == 0 ? 0 : Number(text);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
