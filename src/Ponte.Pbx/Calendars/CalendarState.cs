using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>What a calendar says of one moment.</summary>
/// <param name="Outcome">What holds.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Name">The holiday's or special day's name; empty without.</param>
/// <param name="Until">When another outcome holds next; null where none does within a year, or what was set by hand holds.</param>
public sealed record CalendarState(CalendarOutcome Outcome, CalendarReason Reason, string Name, Instant? Until);
