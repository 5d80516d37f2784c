using System.Globalization;

namespace Ponte.Pbx.Flows;

/// <summary>Dates as people say them.</summary>
internal static class SpokenDate
{
    private static readonly string[] Months =
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ];

    /// <summary>A date in words.</summary>
    /// <param name="date">The date.</param>
    /// <param name="language"><c>it</c> or <c>en</c>.</param>
    public static string InWords(DateOnly date, string language) =>
        language is "it"
            ? string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year}")
            : date.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}
