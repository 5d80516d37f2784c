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

/// <summary>The caller leaves a message; <see cref="MessageTaken"/> tells what became of it.</summary>
/// <param name="Box">The key of the box.</param>
public sealed record FlowTakeMessage(string Box) : FlowAction;

/// <summary>A mail is sent; <see cref="LookupEnded"/> tells whether it is kept to be sent.</summary>
/// <param name="To">The recipients.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">What it says.</param>
/// <param name="Attached">The message that is attached; null for none.</param>
public sealed record FlowSendMail(ValueList<string> To, string Subject, string Text, TakenMessage? Attached) : FlowAction;

/// <summary>A message that was recorded in a flow.</summary>
/// <param name="Box">The key of its box.</param>
/// <param name="Message">Its name there.</param>
public sealed record TakenMessage(string Box, string Message);

/// <summary>The caller goes into a room; <see cref="TargetEnded"/> tells that it is full.</summary>
/// <param name="Room">The room.</param>
/// <param name="IsHost">Whether the caller is a host.</param>
public sealed record FlowJoin(RoomSettings Room, bool IsHost) : FlowAction;

/// <summary>The call ends.</summary>
/// <param name="Ending">How.</param>
/// <param name="IsRunaway">Whether that is because the flow had no end.</param>
public sealed record FlowHangUp(FlowEnding Ending, bool IsRunaway = false) : FlowAction;
