using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>Easter Sunday of the western churches.</summary>
internal static class Easter
{
    /// <summary>By the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static LocalDate Of(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var l = (32 + (2 * e) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new LocalDate(year, n / 31, (n % 31) + 1);
    }
}
