using System.Collections.Immutable;
using NodaTime;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Calendars;

/// <summary>A calendar of the company, ready to be asked. Immutable.</summary>
public sealed record Calendar
{
    /// <summary>Its name in the document.</summary>
    public required string Name { get; init; }

    /// <summary>Its time zone.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The weekly hours; outside of them <see cref="CalendarOutcome.Overtime"/> holds.</summary>
    public ImmutableArray<OpeningHours> Open { get; init; } = [];

    /// <summary>The public holidays that are kept; null for none.</summary>
    public Holidays? Holidays { get; init; }

    /// <summary>What holds on a holiday.</summary>
    public CalendarOutcome OnHolidays { get; init; } = CalendarOutcome.OutOfService;

    /// <summary>Days with a rule of their own; of several that fit the first counts.</summary>
    public ImmutableArray<SpecialDays> Special { get; init; } = [];

    /// <summary>A calendar of the document.</summary>
    /// <param name="settings">The calendar.</param>
    /// <param name="company">Its company.</param>
    /// <param name="feeds">The days that its feeds brought.</param>
    public static Calendar Of(CalendarSettings settings, CompanySettings company, ImmutableArray<SpecialDays> feeds)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(company);
        return new Calendar
        {
            Name = settings.Name,
            Zone = DateTimeZoneProviders.Tzdb[settings.TimeZone.Length > 0 ? settings.TimeZone : company.TimeZone],
            Open = [.. settings.Open],
            Holidays = settings.HolidayCountry.Length > 0 ? Holidays.Of(settings.HolidayCountry, settings.HolidayPlace) : null,
            OnHolidays = settings.OnHolidays,
            Special = [.. settings.Special, .. feeds],
        };
    }
}
