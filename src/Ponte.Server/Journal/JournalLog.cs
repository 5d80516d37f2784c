namespace Ponte.Server.Journal;

/// <summary>What the journal tells the log. Event ids 1300 to 1399.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(
        1300,
        LogLevel.Error,
        "The journal of calls cannot be written: {Reason}. States are kept and tried again; until then a restart would lose these calls"
    )]
    public static partial void JournalNotWritten(this ILogger log, string reason);
}
