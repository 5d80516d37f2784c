namespace Ponte.Server.Mail;

/// <summary>What the outbox tells the log. Event ids 1700 to 1719. Neither subjects nor texts.</summary>
internal static partial class MailLog
{
    [LoggerMessage(1700, LogLevel.Warning, "Mail {Id} is not sent and tried again in {Seconds:0} s: {Reason}")]
    public static partial void MailLater(this ILogger log, long id, double seconds, string reason);

    [LoggerMessage(1701, LogLevel.Error, "Mail {Id} is refused for good and kept until \"ponte mail\" retries or deletes it: {Reason}")]
    public static partial void MailRefused(this ILogger log, long id, string reason);

    [LoggerMessage(1702, LogLevel.Information, "Mail {Id} is sent")]
    public static partial void MailSent(this ILogger log, long id);

    [LoggerMessage(1703, LogLevel.Error, "A mail cannot be kept: {Reason}")]
    public static partial void MailNotKept(this ILogger log, string reason);

    [LoggerMessage(1704, LogLevel.Error, "Mails cannot be read from the database, and are tried later: {Reason}")]
    public static partial void MailsNotRead(this ILogger log, string reason);

    [LoggerMessage(1706, LogLevel.Error, "Mails cannot be sent now, and are tried later")]
    public static partial void MailRoundFailed(this ILogger log, Exception exception);

    [LoggerMessage(1705, LogLevel.Warning, "Mail server {Server} takes nothing, tried again in {Seconds:0} s: {Reason}")]
    public static partial void MailServerDown(this ILogger log, string server, double seconds, string reason);
}
