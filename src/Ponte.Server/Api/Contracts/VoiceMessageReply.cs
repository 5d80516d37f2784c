namespace Ponte.Server.Api.Contracts;

/// <summary>A message in a box.</summary>
/// <param name="Id">Its name in the box.</param>
/// <param name="At">When it was left, UTC.</param>
/// <param name="CallerNumber">The number of who left it; empty where it is withheld or not known.</param>
/// <param name="CallerName">The name of who left it; empty where none is known.</param>
/// <param name="Call">The call in which it was left.</param>
/// <param name="Length">How long it is.</param>
/// <param name="IsHeard">Whether it was heard.</param>
/// <param name="AwaitsMail">Whether it has still to be mailed.</param>
internal sealed record VoiceMessageReply(
    string Id,
    DateTimeOffset At,
    string CallerNumber,
    string CallerName,
    string Call,
    TimeSpan Length,
    bool IsHeard,
    bool AwaitsMail
);
