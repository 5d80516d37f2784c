namespace Ponte.Server.Trace;

/// <summary>What the trace tells the log. Event ids 1200 to 1299.</summary>
internal static partial class TraceLog
{
    [LoggerMessage(1200, LogLevel.Error, "SIP messages cannot be traced: {Reason}. They are dropped and counted until it is mended")]
    public static partial void TraceNotWritten(this ILogger log, string reason);

    [LoggerMessage(1201, LogLevel.Error, "The trace failed and goes on; {Count} SIP messages are left out")]
    public static partial void TraceFailed(this ILogger log, int count, Exception exception);
}
