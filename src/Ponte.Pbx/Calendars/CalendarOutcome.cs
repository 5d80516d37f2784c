namespace Ponte.Pbx.Calendars;

/// <summary>What a calendar says of a moment; flows go different ways by it.</summary>
public enum CalendarOutcome
{
    /// <summary>Open.</summary>
    Active,

    /// <summary>Closed, on a day with opening hours or not: evening, night, lunch break, weekend.</summary>
    Overtime,

    /// <summary>Open in a first special way.</summary>
    Active1,

    /// <summary>Open in a second special way.</summary>
    Active2,

    /// <summary>Open in a third special way.</summary>
    Active3,

    /// <summary>Closed for a holiday, or for good.</summary>
    OutOfService,
}
