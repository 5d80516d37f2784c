namespace Ponte.Pbx.Voicemail;

/// <summary>Who listens to a box.</summary>
/// <param name="Box">Which; null where the caller says it by keys.</param>
/// <param name="User">The key of the user who calls for certain; empty for anybody else.</param>
/// <param name="Caller">Who calls, for log and audit.</param>
internal sealed record Listener(Mailbox? Box, string User, string Caller)
{
    /// <summary>Finds the box of a number that was dialled; null where there is none.</summary>
    public required Func<string, Mailbox?> Find { get; init; }

    /// <summary>Whether the caller may call back who left a message.</summary>
    public bool MayCall { get; init; }
}
