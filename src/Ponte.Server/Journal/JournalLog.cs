namespace Ponte.Server.Journal;

/// <summary>What the journal tells the log. Event ids 1300 to 1399.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(
        1300,
        LogLevel.Error,
        "A journal cannot be written: {Reason}. States are kept and tried again; until then a restart would lose these calls or registrations"
    )]
    public static partial void JournalNotWritten(this ILogger log, string reason);

    [LoggerMessage(1301, LogLevel.Warning, "The journalled state of call {Call} cannot be used ({Fault}); the call is not taken over")]
    public static partial void StateUnreadable(this ILogger log, string call, string fault);

    [LoggerMessage(1302, LogLevel.Error, "A defect: the state of call {Call} cannot be written; a restart would lose it")]
    public static partial void StateNotPacked(this ILogger log, Exception exception, string call);
}
