namespace Ponte.Server.Hosting;

/// <summary>What the server tells the log of itself. Event ids 1000 to 1099.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1000, LogLevel.Information, "Ponte {Version} is ready on {DataFolder} after {Milliseconds:0} ms")]
    public static partial void Ready(this ILogger log, string version, string dataFolder, double milliseconds);

    [LoggerMessage(1001, LogLevel.Information, "Ponte stops")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(1002, LogLevel.Information, "Ponte has stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(1003, LogLevel.Information, "Company document version {Version} is in force")]
    public static partial void DocumentInForce(this ILogger log, int version);

    [LoggerMessage(1004, LogLevel.Warning, "No company document is in force yet; apply one with: ponte apply FILE")]
    public static partial void NoDocument(this ILogger log);

    [LoggerMessage(1005, LogLevel.Warning, "{Problem}")]
    public static partial void Certificate(this ILogger log, string problem);
}
