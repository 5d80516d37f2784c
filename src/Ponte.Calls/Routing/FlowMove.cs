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
