using Microsoft.Extensions.Logging;

namespace Ponte.Pbx.CallBacks;

/// <summary>What becomes of requests to be called back.</summary>
internal static partial class CallBackLog
{
    [LoggerMessage(EventId = 4201, Level = LogLevel.Information, Message = "{Requester} is called back: {Wanted} is free.")]
    public static partial void Rings(ILogger logger, string requester, string wanted);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Information, Message = "{Requester} waited too long for {Wanted}.")]
    public static partial void Expired(ILogger logger, string requester, string wanted);
}
