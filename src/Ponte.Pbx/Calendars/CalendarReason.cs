namespace Ponte.Pbx.Calendars;

/// <summary>By which rule an outcome holds.</summary>
public enum CalendarReason
{
    /// <summary>The weekly hours.</summary>
    Hours,

    /// <summary>Outside of the weekly hours.</summary>
    OutsideHours,

    /// <summary>A public holiday.</summary>
    Holiday,

    /// <summary>A special day.</summary>
    Special,

    /// <summary>Set by hand.</summary>
    Switch,
}
