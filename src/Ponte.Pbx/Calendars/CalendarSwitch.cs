namespace Ponte.Pbx.Calendars;

/// <summary>What people set by hand (<em>Giorno</em>, <em>Notte</em>); it goes before what the calendar says.</summary>
public enum CalendarSwitch
{
    /// <summary>The calendar decides.</summary>
    Automatic,

    /// <summary>Open, whatever the calendar says.</summary>
    Day,

    /// <summary>Closed, whatever the calendar says.</summary>
    Night,
}
