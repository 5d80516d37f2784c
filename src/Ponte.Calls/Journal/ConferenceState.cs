using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Journal;

/// <summary>A conference as plain data; its parties are the legs of its call.</summary>
public sealed record ConferenceState
{
    /// <summary>The room; null where a party was added to a call of two.</summary>
    public RoomPlan? Room { get; init; }

    /// <summary>Whether they still wait for the host.</summary>
    public bool WaitsForHost { get; init; }

    /// <summary>With whom it ends; null: those who are left go on.</summary>
    public LegId? Initiator { get; init; }

    /// <summary>Those whom the others do not hear.</summary>
    public ImmutableArray<LegId> Muted { get; init; } = [];
}
