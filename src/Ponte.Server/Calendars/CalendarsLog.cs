namespace Ponte.Server.Calendars;

/// <summary>What the calendars tell the log. Event ids 1600 to 1609.</summary>
internal static partial class CalendarsLog
{
    [LoggerMessage(1600, LogLevel.Warning, "Feed {Name} of calendar {Calendar} cannot be read, what was read before counts: {Reason}")]
    public static partial void FeedNotRead(this ILogger log, string calendar, string name, string reason);

    [LoggerMessage(1601, LogLevel.Warning, "A feed's text cannot be kept for the next start: {Reason}")]
    public static partial void FeedNotKept(this ILogger log, string reason);
}
