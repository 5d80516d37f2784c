using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>The days of the week as documents write them.</summary>
internal static class WeekDays
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The names, from Monday on.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Reads a day; null where it is none.</summary>
    public static IsoDayOfWeek? Parse(string text)
    {
        var index = Array.IndexOf(Names, text);
        return index < 0 ? null : (IsoDayOfWeek)(index + 1);
    }

    /// <summary>The name of a day.</summary>
    public static string Name(IsoDayOfWeek day) => Names[(int)day - 1];
}
