using Microsoft.Extensions.Logging;

namespace Ponte.Media.Control;

/// <summary>What the supervision writes to the log.</summary>
public sealed partial class MediaProcess
{
    [LoggerMessage(EventId = 2150, Level = LogLevel.Information, Message = "Started {Executable} as process {ProcessId}.")]
    private partial void LogStarted(string executable, int processId);

    [LoggerMessage(EventId = 2151, Level = LogLevel.Error, Message = "{End}")]
    private partial void LogProcessEnded(string end);

    [LoggerMessage(EventId = 2152, Level = LogLevel.Error, Message = "The media process cannot be started: {Reason}")]
    private partial void LogCannotStart(string reason);

    [LoggerMessage(EventId = 2153, Level = LogLevel.Error, Message = "The media process {ProcessId} does not answer and is killed.")]
    private partial void LogHanging(int processId);

    [LoggerMessage(
        EventId = 2154,
        Level = LogLevel.Error,
        Message = "The media process {ProcessId} did not accept a connection for {Seconds} s and is killed."
    )]
    private partial void LogOverdue(int processId, double seconds);

    [LoggerMessage(
        EventId = 2155,
        Level = LogLevel.Error,
        Message = "The media process {ProcessId} is of another release and is ended: {Detail}"
    )]
    private partial void LogOtherVersion(int processId, string detail);

    [LoggerMessage(EventId = 2156, Level = LogLevel.Warning, Message = "Waiting for the media process: {Detail}")]
    private partial void LogWaiting(string detail);

    [LoggerMessage(
        EventId = 2157,
        Level = LogLevel.Warning,
        Message = "The media process {ProcessId} runs with other settings ({Settings}) and has calls; the new settings take effect when it is started again."
    )]
    private partial void LogOtherSettingsKept(int processId, string settings);

    [LoggerMessage(
        EventId = 2158,
        Level = LogLevel.Information,
        Message = "The media process {ProcessId} runs with other settings ({Settings}) and is replaced."
    )]
    private partial void LogOtherSettingsReplaced(int processId, string settings);
}
