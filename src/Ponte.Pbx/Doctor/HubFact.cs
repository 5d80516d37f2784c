using Ponte.Sip.Transports;

namespace Ponte.Pbx.Doctor;

/// <summary>What came of asking one hub.</summary>
public sealed record HubFact
{
    /// <summary>The line.</summary>
    public required string Line { get; init; }

    /// <summary>The hub as in the document.</summary>
    public required string Hub { get; init; }

    /// <summary>The address that was tried; empty where the name has none.</summary>
    public string Address { get; init; } = "";

    /// <summary>Why there was no connection; null where there was one, or no address.</summary>
    public FlowFailureKind? ConnectFailure { get; init; }

    /// <summary>The final status of OPTIONS; 0 where none came.</summary>
    public int Status { get; init; }

    /// <summary>What was said or went wrong, in the words of the protocol.</summary>
    public string Detail { get; init; } = "";

    /// <summary>How far the hub's clock is before ours; null where its answer has no date.</summary>
    public TimeSpan? ClockAhead { get; init; }
}
