using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>Days with a rule of their own, which goes before holidays and weekly hours.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, included.</param>
/// <param name="From">On each of them from then on; null: the whole day.</param>
/// <param name="To">Until then; null: to the day's end.</param>
/// <param name="Outcome">What holds.</param>
/// <param name="Name">What people call it; empty for nothing.</param>
public sealed record SpecialDays(LocalDate First, LocalDate Last, LocalTime? From, LocalTime? To, CalendarOutcome Outcome, string Name);
