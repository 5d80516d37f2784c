namespace Ponte.Server.Voicemail;

/// <summary>What voicemail tells the log. Never numbers, names or PINs. Event ids 1820 to 1839.</summary>
internal static partial class VoicemailLog
{
    [LoggerMessage(1820, LogLevel.Error, "The message file {Path} cannot be read: {Reason}")]
    public static partial void MessageUnreadable(this ILogger log, string path, string reason);

    [LoggerMessage(1821, LogLevel.Error, "The box {Box} takes no message: {Reason}")]
    public static partial void BoxNotWritten(this ILogger log, string box, string reason);

    [LoggerMessage(1822, LogLevel.Warning, "The box {Box} is full: {Count} messages")]
    public static partial void BoxFull(this ILogger log, string box, int count);

    [LoggerMessage(1823, LogLevel.Warning, "A wrong PIN for the box {Box}, from {Caller}")]
    public static partial void WrongPin(this ILogger log, string box, string caller);

    [LoggerMessage(
        1824,
        LogLevel.Warning,
        "The box {Box} is locked for {Minutes} minutes: too many wrong PINs, the last one from {Caller}"
    )]
    public static partial void BoxLocked(this ILogger log, string box, double minutes, string caller);

    [LoggerMessage(1825, LogLevel.Information, "A message in the box {Box} was being left when the server ended; it is kept")]
    public static partial void MessageRecovered(this ILogger log, string box);

    [LoggerMessage(1826, LogLevel.Error, "Messages wait to be mailed, and are tried again: {Reason}")]
    public static partial void MessagesNotMailed(this ILogger log, string reason);

    [LoggerMessage(1827, LogLevel.Error, "Messages cannot be looked through, and are later: {Reason}")]
    public static partial void BoxesNotSwept(this ILogger log, string reason);

    [LoggerMessage(1828, LogLevel.Error, "What is done with messages cannot be written to the audit: {Reason}")]
    public static partial void VoicemailNotAudited(this ILogger log, string reason);
}
