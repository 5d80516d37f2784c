namespace Ponte.Server.Journal;

/// <summary>How the journal of calls is.</summary>
internal interface IJournalHealth
{
    /// <summary>Why states cannot be written at the moment; null when they can.</summary>
    string? Failure { get; }
}
