using Microsoft.Extensions.Logging;

namespace Ponte.Pbx.Prompts;

/// <summary>What the log is told of prompts. Never their words: they may hold names and digits of callers.</summary>
internal static partial class PromptLog
{
    [LoggerMessage(
        EventId = 4101,
        Level = LogLevel.Warning,
        Message = "The prompt {Prompt} in {Language} is not recorded, and no speech engine is there to say it; install espeak-ng, or record the file."
    )]
    public static partial void NoEngine(ILogger logger, string prompt, string language);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "The prompt {Prompt} in {Language} cannot be said: {Fault}")]
    public static partial void NotSpoken(ILogger logger, string prompt, string language, string fault);
}
