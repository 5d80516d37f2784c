namespace Ponte.Pbx.Calendars;

/// <summary>What becomes of a holiday that falls on a weekend.</summary>
internal enum WeekendRule
{
    /// <summary>Nothing: it is lost.</summary>
    Stays,

    /// <summary>The next day that is neither weekend nor holiday is free, too (GB).</summary>
    NextFreeDay,

    /// <summary>Of a Saturday the Friday before, of a Sunday the Monday after (US federal).</summary>
    NearestDay,
}
