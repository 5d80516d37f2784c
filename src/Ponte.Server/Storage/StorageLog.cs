namespace Ponte.Server.Storage;

/// <summary>What the storage tells the log. Event ids 1100 to 1199.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1100, LogLevel.Information, "Database {Path} is at {Schema}")]
    public static partial void DatabaseMigrated(this ILogger log, string path, string schema);

    [LoggerMessage(1101, LogLevel.Information, "Database {Path} was copied to {Copy} before its migration")]
    public static partial void DatabaseCopied(this ILogger log, string path, string copy);

    [LoggerMessage(1102, LogLevel.Error, "Events cannot be written to {Path}: {Reason}. They are kept and tried again")]
    public static partial void EventsNotWritten(this ILogger log, string path, string reason);

    [LoggerMessage(1103, LogLevel.Information, "Events are written to {Path} again")]
    public static partial void EventsWrittenAgain(this ILogger log, string path);

    [LoggerMessage(1109, LogLevel.Error, "Who waits to be called back cannot be written to {Path}: {Reason}")]
    public static partial void CallBacksNotKept(this ILogger log, string path, string reason);

    [LoggerMessage(1104, LogLevel.Error, "The queue of events is full; {Count} were dropped so far")]
    public static partial void EventsDropped(this ILogger log, long count);

    [LoggerMessage(1105, LogLevel.Warning, "{Count} calls that an earlier run left open were closed at {At:u}")]
    public static partial void OpenCallsClosed(this ILogger log, int count, DateTimeOffset at);

    [LoggerMessage(1106, LogLevel.Error, "What the user {User} set cannot be written to {Path}: {Reason}. It does not count")]
    public static partial void PersonNotKept(this ILogger log, string user, string path, string reason);

    [LoggerMessage(1107, LogLevel.Error, "An event {Type} of call {Call} cannot be written and is left out")]
    public static partial void EventLeftOut(this ILogger log, string type, string call, Exception exception);

    [LoggerMessage(1108, LogLevel.Error, "The writer of events failed and goes on; {Count} events are left out")]
    public static partial void EventWriterFailed(this ILogger log, int count, Exception exception);

    [LoggerMessage(
        1110,
        LogLevel.Error,
        "What the calendar {Calendar} was set to cannot be written to {Path}: {Reason}. It does not count"
    )]
    public static partial void SwitchNotKept(this ILogger log, string calendar, string path, string reason);
}
