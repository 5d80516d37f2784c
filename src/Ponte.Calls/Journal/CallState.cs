using System.Collections.Immutable;
using Ponte.Calls.Model;

namespace Ponte.Calls.Journal;

/// <summary>An established call as plain data: what a restarted server needs to take it over. Holds media keys: keep it where only the server reads.</summary>
public sealed record CallState
{
    /// <summary>The call.</summary>
    public required CallId Id { get; init; }

    /// <summary>Its number toward the media.</summary>
    public required ulong Number { get; init; }

    /// <summary>The party that called.</summary>
    public required Party Caller { get; init; }

    /// <summary>The party that was called.</summary>
    public required Party Called { get; init; }

    /// <summary>When it began; wall-clock time, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was answered; wall-clock time, UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>How long the conversation may last.</summary>
    public required TimeSpan MaximumDuration { get; init; }

    /// <summary>The two legs that are joined, the one that waits in a slot, or those of a conference.</summary>
    public required ImmutableArray<LegState> Legs { get; init; }

    /// <summary>The number of the leg that was made last: no later one may have it.</summary>
    public int LastLeg { get; init; }

    /// <summary>What the one leg waits for; null where two are joined.</summary>
    public ParkState? Park { get; init; }

    /// <summary>The conference that the legs are in; null where they are in none.</summary>
    public ConferenceState? Conference { get; init; }

    /// <summary>Who listens to the two; null: nobody does.</summary>
    public SupervisionState? Supervision { get; init; }

    /// <summary>Its recording; null where nothing has come of it.</summary>
    public RecorderState? Recorder { get; init; }

    /// <summary>The call's name only: the rest holds keys and numbers.</summary>
    public override string ToString() => $"CallState({Id})";
}
