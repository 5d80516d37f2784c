#pragma warning disable MA0048 // One family of moves, read together.
using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Routing;

/// <summary>What a flow does next with its caller.</summary>
public abstract record FlowMove;

/// <summary>The caller hears something; <see cref="FlowPlayed"/> tells the end of it.</summary>
/// <param name="Sources">Finds what is played; nothing where nothing can be.</param>
/// <param name="BeforeAnswer">Whether a caller without an answer shall hear it without one; else it is answered first.</param>
public sealed record FlowPlay(Func<CancellationToken, ValueTask<ImmutableArray<PlaySource>>> Sources, bool BeforeAnswer) : FlowMove;

/// <summary>The caller's next key is awaited; <see cref="FlowSilence"/> tells that none came.</summary>
/// <param name="Wait">How long.</param>
public sealed record FlowAwait(TimeSpan Wait) : FlowMove;

/// <summary>
/// The caller is recorded after a beep; <see cref="FlowRecorded"/> tells what became of it. What was recorded is kept, or not, also where the caller
/// hangs up or the call ends in any other way meanwhile: the call goes on until that is done.
/// </summary>
/// <param name="Place">Where to; null where nothing can be recorded.</param>
/// <param name="Keep">Takes what was recorded. Asked once for each place.</param>
public sealed record FlowRecord(Func<CancellationToken, ValueTask<RecordingPlace?>> Place, Func<FlowTake, ValueTask<FlowRecorded>> Keep)
    : FlowMove
{
    /// <summary>How long it may be.</summary>
    public required TimeSpan MaximumLength { get; init; }

    /// <summary>How much silence ends it.</summary>
    public required TimeSpan StopAfterSilence { get; init; }

    /// <summary>The keys that end it.</summary>
    public string StopKeys { get; init; } = "#";
}

/// <summary>Something is looked up; its answer is the news.</summary>
/// <param name="Answer">Looks it up.</param>
public sealed record FlowAsk(Func<CancellationToken, ValueTask<FlowFound>> Answer) : FlowMove;

/// <summary>Somebody is called for the caller; <see cref="FlowNobody"/> tells that nobody answered.</summary>
/// <param name="Plan">Whom; a refusal in it counts as nobody.</param>
public sealed record FlowCallOut(Func<CancellationToken, ValueTask<CallPlan>> Plan) : FlowMove;

/// <summary>The caller enters a room; <see cref="FlowNobody"/> tells that the room is full.</summary>
/// <param name="Room">Which.</param>
/// <param name="IsHost">Whether the caller is a host, for whom the others may wait.</param>
public sealed record FlowEnter(RoomPlan Room, bool IsHost = false) : FlowMove;

/// <summary>The call ends.</summary>
/// <param name="End">How.</param>
public sealed record FlowEnd(CallEnd End) : FlowMove;
