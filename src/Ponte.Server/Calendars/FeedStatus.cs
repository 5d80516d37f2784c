namespace Ponte.Server.Calendars;

/// <summary>How a feed of a calendar is.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Name">The feed's file or host, without what makes its address secret.</param>
/// <param name="Days">The days that it brought, and that count.</param>
/// <param name="ReadAt">When it was read last, UTC; null: never.</param>
/// <param name="Failure">Why it could not be read the last time, while the days from before count; null where it could.</param>
internal sealed record FeedStatus(string Calendar, string Name, int Days, DateTimeOffset? ReadAt, string? Failure);
