#pragma warning disable MA0048 // One family of actions, read together.
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Flows;

/// <summary>What a flow wants done next.</summary>
public abstract record FlowAction;

/// <summary>Something is said; <see cref="SpeechEnded"/> tells its end.</summary>
/// <param name="Pieces">One after the other; at least one.</param>
/// <param name="BeforeAnswer">Whether a caller without an answer hears it as early media, else it is answered first.</param>
public sealed record FlowSpeak(ValueList<SpokenPiece> Pieces, bool BeforeAnswer) : FlowAction;

/// <summary>The caller's next key is awaited; <see cref="TimedOut"/> tells that none came.</summary>
/// <param name="Wait">How long.</param>
public sealed record FlowListen(TimeSpan Wait) : FlowAction;

/// <summary>A web service is asked or told; <see cref="LookupEnded"/> tells its answer.</summary>
/// <param name="Step">The step.</param>
/// <param name="Url">The address with the values of variables in it.</param>
/// <param name="Fields">What is posted; empty: it is asked by GET.</param>
public sealed record FlowLookup(ServiceStep Step, string Url, ValueList<ServiceField> Fields) : FlowAction;

/// <summary>Somebody is called; <see cref="TargetEnded"/> tells that nobody answered.</summary>
/// <param name="Step">Whom.</param>
/// <param name="Target">The user's key, extension or number.</param>
/// <param name="Class">The class of service for numbers outside.</param>
public sealed record FlowRing(RingStep Step, string Target, string Class) : FlowAction;

/// <summary>The caller goes into a room; <see cref="TargetEnded"/> tells that it is full.</summary>
/// <param name="Room">The room.</param>
/// <param name="IsHost">Whether the caller is a host.</param>
public sealed record FlowJoin(RoomSettings Room, bool IsHost) : FlowAction;

/// <summary>The call ends.</summary>
/// <param name="Ending">How.</param>
/// <param name="IsRunaway">Whether that is because the flow had no end.</param>
public sealed record FlowHangUp(FlowEnding Ending, bool IsRunaway = false) : FlowAction;
