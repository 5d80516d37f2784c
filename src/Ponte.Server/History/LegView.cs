using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Server.History;

/// <summary>A leg as people see it, made from events.</summary>
internal sealed record LegView
{
    /// <summary>The leg within its call.</summary>
    public required LegId Id { get; init; }

    /// <summary>What stands at its far end.</summary>
    public required LegKind Kind { get; init; }

    /// <summary>Whether the far end called us.</summary>
    public required bool IsIncoming { get; init; }

    /// <summary>The line's or device's name in the company document.</summary>
    public required string Name { get; init; }

    /// <summary>The user in the company document whose leg it is; null where it is nobody's.</summary>
    public string? User { get; init; }

    /// <summary>The far end's host or hub: first the one that is tried, then the one that answered.</summary>
    public required string Peer { get; init; }

    /// <summary>Its Call-ID, by which the SIP trace finds its messages.</summary>
    public required string SipCallId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the far end began to ring; null where it did not.</summary>
    public DateTimeOffset? RingingAt { get; init; }

    /// <summary>When the far end began to send audio before its answer; null where it did not.</summary>
    public DateTimeOffset? EarlyMediaAt { get; init; }

    /// <summary>When it was answered; null where it was not.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether the far end holds the call.</summary>
    public bool IsHeld { get; init; }

    /// <summary>When it came to a conference; null where it is in none.</summary>
    public DateTimeOffset? ConferredAt { get; init; }

    /// <summary>Who came to the conference; null where nobody did.</summary>
    public Party? Party { get; init; }

    /// <summary>Whether the others of the conference do not hear it.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Who hears it, where it supervises the call; null: it does not, or no more.</summary>
    public SupervisionMode? Supervision { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended; null before.</summary>
    public CallEnd? End { get; init; }

    /// <summary>Its media figures at its end; null where it had no media.</summary>
    public StreamStatistics? Media { get; init; }
}
