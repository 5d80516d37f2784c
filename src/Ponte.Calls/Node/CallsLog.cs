using System.Net;
using Microsoft.Extensions.Logging;
using Ponte.Calls.Model;
using Ponte.Media.Control.Commands;

namespace Ponte.Calls.Node;

/// <summary>What the calls write to the log. Numbers, names and SDP never are.</summary>
internal static partial class CallsLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Call {Call} failed by a defect and was ended.")]
    public static partial void ScenarioFailed(ILogger logger, Exception exception, CallId call);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Call {Call}: the media refused {Command}: {Error}, {Detail}.")]
    public static partial void MediaRefused(ILogger logger, CallId call, string command, MediaError error, string detail);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "The media process was lost: {Reason}. {Calls} calls end.")]
    public static partial void MediaLost(ILogger logger, string reason, int calls);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Debug, Message = "INVITE from {Peer} refused: the source is unknown.")]
    public static partial void UnknownSource(ILogger logger, string peer);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "INVITE from {Peer} refused: {Calls} calls are the limit.")]
    public static partial void TooManyCalls(ILogger logger, string peer, int calls);

    [LoggerMessage(EventId = 3014, Level = LogLevel.Error, Message = "Call {Call} is not recorded: {Detail}")]
    public static partial void RecordingFailed(ILogger logger, CallId call, string detail);

    [LoggerMessage(EventId = 3013, Level = LogLevel.Warning, Message = "Call {Call}: a prompt is passed over: {Detail}")]
    public static partial void PromptFailed(ILogger logger, CallId call, string detail);

    [LoggerMessage(EventId = 3012, Level = LogLevel.Warning, Message = "Call {Call}: the hold tone takes the place of music: {Detail}")]
    public static partial void HoldMusicFailed(ILogger logger, CallId call, string detail);

    [LoggerMessage(
        EventId = 3006,
        Level = LogLevel.Information,
        Message = "Calls taken over: {TakenOver}; lost: {Lost}; streams closed that belong to none: {Orphans}."
    )]
    public static partial void TakenOver(ILogger logger, int takenOver, int lost, int orphans);

    [LoggerMessage(
        EventId = 3010,
        Level = LogLevel.Debug,
        Message = "Call {Call}, leg {Leg}: media goes to {Remote}, the pair that ICE nominated."
    )]
    public static partial void PairNominated(ILogger logger, CallId call, LegId leg, IPEndPoint remote);
}
