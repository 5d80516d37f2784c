using System.Collections.Immutable;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Places that ring together, and what comes after.</summary>
public sealed record PlanStage
{
    /// <summary>The places; at least one.</summary>
    public required ImmutableArray<PlanPlace> Places { get; init; }

    /// <summary>How long they ring; null: as long as a call may.</summary>
    public TimeSpan? RingTime { get; init; }

    /// <summary>Who forwarded the call until here, the first one first.</summary>
    public ValueList<Forwarder> Forwarders { get; init; } = [];

    /// <summary>What comes when nobody answered; null: the call ends.</summary>
    public PlanStage? OnNoAnswer { get; init; }

    /// <summary>What comes when the called party is busy or declines; null: the call ends.</summary>
    public PlanStage? OnBusy { get; init; }

    /// <summary>What comes when nothing can be reached; null: the call ends.</summary>
    public PlanStage? OnUnreachable { get; init; }
}
