namespace Ponte.Server.Recordings;

/// <summary>What recordings tell the log. Event ids 1800 to 1819.</summary>
internal static partial class RecordingsLog
{
    [LoggerMessage(1800, LogLevel.Error, "Recordings whose days are over cannot be deleted, and are tried again in an hour: {Reason}")]
    public static partial void OldRecordingsNotDeleted(this ILogger log, string reason);
}
