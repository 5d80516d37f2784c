using Microsoft.Extensions.Logging;

namespace Ponte.Pbx.Phones;

/// <summary>What registrar and guard write to the log. Passwords never are; user names only of accounts that exist.</summary>
internal static partial class PhoneLog
{
    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "Phone {Account} registered from {Source}.")]
    public static partial void Registered(ILogger logger, string account, string source);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Information, Message = "Phone {Account} is registered nowhere any more.")]
    public static partial void Unregistered(ILogger logger, string account);

    [LoggerMessage(
        EventId = 4103,
        Level = LogLevel.Warning,
        Message = "Banned ({Kind}) for {Seconds} s because of wrong passwords or unknown users: requests from {Address}."
    )]
    public static partial void Banned(ILogger logger, string kind, string address, int seconds);
}
