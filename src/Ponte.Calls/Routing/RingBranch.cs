using System.Collections.Immutable;

namespace Ponte.Calls.Routing;

/// <summary>One place that rings.</summary>
public sealed record RingBranch
{
    /// <summary>
    /// The ways to it, tried in order. The next is tried only when a line itself fails (full, no answer, 5xx), never after the called
    /// party's own answer.
    /// </summary>
    public required ImmutableArray<LegTarget> Attempts { get; init; }

    /// <summary>How long after the stage's begin it begins to ring. Sooner when no other place rings any more.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether busy here ends the stage for all places.</summary>
    public bool BusyEndsStage { get; init; }

    /// <summary>Whether a refusal here ends the stage for all places.</summary>
    public bool DeclineEndsStage { get; init; }

    /// <summary>
    /// What it shows when another place answers. True: a missed call, by a plain CANCEL. False: none, by
    /// <c>Reason: SIP;cause=200;text="Call completed elsewhere"</c>.
    /// </summary>
    public bool MissedWhenAnsweredElsewhere { get; init; }

    /// <summary>
    /// An answer sooner than this after the INVITE, while another place may still answer, is a machine's: Teams' voicemail answers at
    /// once for a user who is signed out. It is released, and the place counts as unreachable. Zero: every answer counts.
    /// </summary>
    public TimeSpan EarliestAnswer { get; init; }
}
