using NodaTime;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Calendars;

/// <summary>Hours of the week: <c>mon-fri 09:00-13:00</c>.</summary>
/// <param name="Days">The days on which they begin.</param>
/// <param name="From">The beginning.</param>
/// <param name="To">The end; up to and with midnight. At or before the beginning: on the next day.</param>
/// <param name="Outcome">What holds in them.</param>
public sealed record OpeningHours(ValueList<IsoDayOfWeek> Days, LocalTime From, LocalTime To, CalendarOutcome Outcome)
{
    /// <summary>Whether they end on the day after.</summary>
    public bool IsOverMidnight => To <= From;
}
