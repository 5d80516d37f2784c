namespace Ponte.Server.Composition;

/// <summary>What the telephony tells the log. Event ids 1400 to 1499.</summary>
internal static partial class TelephonyLog
{
    [LoggerMessage(1400, LogLevel.Error, "A defect: an exception left a handler")]
    public static partial void Fault(this ILogger log, Exception exception);

    [LoggerMessage(1401, LogLevel.Warning, "TLS handshake with {Remote} on listener {Listener} failed: {Refusal}, {Detail}")]
    public static partial void HandshakeFailed(this ILogger log, string remote, string listener, string refusal, string detail);

    [LoggerMessage(1402, LogLevel.Warning, "{Problem}")]
    public static partial void TlsProfile(this ILogger log, string problem);

    [LoggerMessage(1403, LogLevel.Information, "The certificate of TLS profile {Profile} was renewed; connections follow")]
    public static partial void CertificateRenewed(this ILogger log, string profile);

    [LoggerMessage(1404, LogLevel.Warning, "{Count} calls did not end in time and are cut off")]
    public static partial void CallsLeft(this ILogger log, int count);

    [LoggerMessage(1405, LogLevel.Warning, "The secret file {Path} cannot be read: {Reason}")]
    public static partial void SecretUnreadable(this ILogger log, string path, string reason);
}
