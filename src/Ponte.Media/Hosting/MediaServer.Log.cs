using Microsoft.Extensions.Logging;

namespace Ponte.Media.Hosting;

/// <summary>What the server writes to the log.</summary>
public sealed partial class MediaServer
{
    [LoggerMessage(EventId = 2050, Level = LogLevel.Information, Message = "A server controls the media.")]
    private partial void LogClientCame();

    [LoggerMessage(EventId = 2051, Level = LogLevel.Warning, Message = "The server went: {Reason} Streams go on.")]
    private partial void LogClientLeft(string reason);

    [LoggerMessage(EventId = 2052, Level = LogLevel.Warning, Message = "Another server takes over.")]
    private partial void LogReplaced();

    [LoggerMessage(EventId = 2053, Level = LogLevel.Warning, Message = "A connection to the control socket did not introduce itself.")]
    private partial void LogStranger();

    [LoggerMessage(EventId = 2054, Level = LogLevel.Error, Message = "A server was turned away: {Detail}")]
    private partial void LogTurnedAway(string detail);

    [LoggerMessage(EventId = 2055, Level = LogLevel.Warning, Message = "{Reason} The media process ends.")]
    private partial void LogAbandoned(string reason);

    [LoggerMessage(EventId = 2056, Level = LogLevel.Error, Message = "The control socket failed: {Detail}")]
    private partial void LogAcceptFailed(string detail);
}
