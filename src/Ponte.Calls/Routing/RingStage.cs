using System.Collections.Immutable;

namespace Ponte.Calls.Routing;

/// <summary>Places that ring together, and what comes when nobody there answers.</summary>
/// <remarks>
/// The stage is over when every branch is, or after <see cref="Timeout"/>. It ends as the best of its branches did: declined before busy,
/// busy before no answer, no answer before unreachable, which is all the rest (line down, not registered, 404, 480 …).
/// </remarks>
public sealed record RingStage
{
    /// <summary>The places. None: the stage ends at once, unreachable.</summary>
    public required ImmutableArray<RingBranch> Branches { get; init; }

    /// <summary>What the caller goes through instead: no place rings, and no stage comes after it. Null: nothing.</summary>
    public ICallFlow? Flow { get; init; }

    /// <summary>How long they may ring, over all attempts.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What comes when nobody answered in time; null: the call ends so.</summary>
    public RingStage? OnNoAnswer { get; init; }

    /// <summary>What comes when the called party is busy; null: the call ends so.</summary>
    public RingStage? OnBusy { get; init; }

    /// <summary>What comes when the called party declined; null: the call ends so.</summary>
    public RingStage? OnDeclined { get; init; }

    /// <summary>What comes when no place can be reached; null: the call ends so.</summary>
    public RingStage? OnUnreachable { get; init; }

    /// <summary>One place only: lines that are tried in order.</summary>
    public static RingStage Of(params ImmutableArray<LegTarget> attempts) => new() { Branches = [new RingBranch { Attempts = attempts }] };
}
