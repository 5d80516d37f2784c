namespace Ponte.Pbx.Calendars;

/// <summary>Somebody sets a calendar by hand.</summary>
/// <param name="Calendar">Its name.</param>
/// <param name="To">To what.</param>
public sealed record CalendarChange(string Calendar, CalendarSwitch To);
