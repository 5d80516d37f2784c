using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Server.History;

/// <summary>A call as people see it, made from its events and nothing else.</summary>
internal sealed record CallView
{
    /// <summary>The call.</summary>
    public required CallId Id { get; init; }

    /// <summary>When its first leg was there.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Who called.</summary>
    public required Party Caller { get; init; }

    /// <summary>Who was called.</summary>
    public required Party Called { get; init; }

    /// <summary>When the first leg was answered; null before.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the last leg was gone; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended; null before.</summary>
    public CallEnd? End { get; init; }

    /// <summary>When a restarted server took it over; null where none did.</summary>
    public DateTimeOffset? TakenOverAt { get; init; }

    /// <summary>Who made the call.</summary>
    public CallOrigin Origin { get; init; }

    /// <summary>The call in which what is left of this one goes on; null where it does nowhere.</summary>
    public CallId? MergedInto { get; init; }

    /// <summary>The room whose conference it is or was; empty for a conference that a user made of calls; null for a call that was none.</summary>
    public string? Room { get; init; }

    /// <summary>Its legs in the order in which they began.</summary>
    public ImmutableArray<LegView> Legs { get; init; } = [];

    /// <summary>The steps of flows that its caller took, in their order.</summary>
    public ImmutableArray<FlowPassage> Path { get; init; } = [];

    /// <summary>The called leg that answered first, after the caller's own where we made the call; null where none did.</summary>
    public LegView? AnsweredBy =>
        Legs.Where(l => !l.IsIncoming && l.AnsweredAt is not null)
            .OrderBy(l => l.AnsweredAt)
            .Skip(Origin == CallOrigin.Party ? 0 : 1)
            .FirstOrDefault();

    /// <summary>What the call is doing.</summary>
    public CallPhase Phase =>
        EndedAt is not null ? CallPhase.Ended
        : AnsweredAt is null
            ? (Legs.Any(l => l.RingingAt is not null || l.EarlyMediaAt is not null) ? CallPhase.Ringing : CallPhase.Calling)
        : Legs.Any(l => l.IsHeld && l.EndedAt is null) ? CallPhase.Held
        : CallPhase.Talking;

    /// <summary>How long the parties talked, up to <paramref name="now"/> for a call that goes on; zero before an answer.</summary>
    public TimeSpan Talked(DateTimeOffset now) => AnsweredAt is { } answered ? (EndedAt ?? now) - answered : TimeSpan.Zero;
}
