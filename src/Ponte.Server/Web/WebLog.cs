namespace Ponte.Server.Web;

/// <summary>What pages and API tell the log. Event ids 1700 to 1799. No passwords, and no names that people mistype them for.</summary>
internal static partial class WebLog
{
    [LoggerMessage(1700, LogLevel.Warning, "Sign-in failed from {Address}, {Failures} in a row")]
    public static partial void SignInFailed(this ILogger log, string address, int failures);

    [LoggerMessage(1701, LogLevel.Warning, "Nobody can sign in yet; make the first administrator at {Link}")]
    public static partial void NeedsSetup(this ILogger log, string link);

    [LoggerMessage(1702, LogLevel.Information, "Pages and API are at {Url}")]
    public static partial void Serves(this ILogger log, string url);

    [LoggerMessage(1703, LogLevel.Error, "A request to {Path} failed")]
    public static partial void RequestFailed(this ILogger log, Exception error, string path);
}
