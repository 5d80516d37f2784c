using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Document;

/// <summary>A calendar of the section <c>calendars</c>.</summary>
public sealed record CalendarSettings
{
    /// <summary>The calendar's key in the document.</summary>
    public required string Name { get; init; }

    /// <summary>The digits by which phones set it to day or night; empty: they cannot.</summary>
    public string Code { get; init; } = "";

    /// <summary>The weekly hours, those of one outcome together.</summary>
    public ValueList<OpeningHours> Open { get; init; } = [];

    /// <summary>ISO 3166 alpha-2 of the country whose holidays are kept; empty for none.</summary>
    public string HolidayCountry { get; init; } = "";

    /// <summary>The region or place whose own holidays are kept too; empty for none.</summary>
    public string HolidayPlace { get; init; } = "";

    /// <summary>What holds on a holiday.</summary>
    public CalendarOutcome OnHolidays { get; init; } = CalendarOutcome.OutOfService;

    /// <summary>Days with a rule of their own, in the order of the document: of several that fit the first counts.</summary>
    public ValueList<SpecialDays> Special { get; init; } = [];

    /// <summary>iCalendars whose events count behind <see cref="Special"/>, in the order of the document.</summary>
    public ValueList<FeedSettings> Feeds { get; init; } = [];

    /// <summary>The time zone by its IANA name; empty for the company's.</summary>
    public string TimeZone { get; init; } = "";
}
