#pragma warning disable MA0048 // One family of events, read together.
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Events;

/// <summary>Something that happened to a call. Live views, history, reports, webhooks and lamps are made from these and nothing else.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
public abstract record CallEvent(CallId Call, DateTimeOffset At);

/// <summary>A call began: its first leg is there.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Caller">The party that called, or for which we call.</param>
/// <param name="Called">The called party.</param>
/// <param name="Origin">Who made the call.</param>
public sealed record CallStarted(CallId Call, DateTimeOffset At, Party Caller, Party Called, CallOrigin Origin = CallOrigin.Party)
    : CallEvent(Call, At);

/// <summary>A leg began, inward (<paramref name="IsIncoming"/>) or outward.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Leg">The leg.</param>
/// <param name="Kind">What stands at its far end.</param>
/// <param name="IsIncoming">Whether the far end called us.</param>
/// <param name="Name">The line's or device's name in the company document.</param>
/// <param name="Peer">The far end's host or hub; where it is called, the one that is tried first.</param>
/// <param name="SipCallId">Its Call-ID, by which the SIP trace finds its messages.</param>
/// <param name="User">The user in the company document whose leg it is; null where it is nobody's.</param>
/// <param name="IsFirst">Whether we rang it first, to make a call for it.</param>
public sealed record LegStarted(
    CallId Call,
    DateTimeOffset At,
    LegId Leg,
    LegKind Kind,
    bool IsIncoming,
    string Name,
    string Peer,
    string SipCallId,
    string? User = null,
    bool IsFirst = false
) : CallEvent(Call, At);

/// <summary>The far end rings.</summary>
public sealed record LegRinging(CallId Call, DateTimeOffset At, LegId Leg) : CallEvent(Call, At);

/// <summary>The far end sends audio before its answer.</summary>
public sealed record LegEarlyMedia(CallId Call, DateTimeOffset At, LegId Leg) : CallEvent(Call, At);

/// <summary>The far end answered.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Leg">The leg.</param>
/// <param name="Peer">The host or hub that answered; empty where it is the one that <see cref="LegStarted"/> names.</param>
public sealed record LegAnswered(CallId Call, DateTimeOffset At, LegId Leg, string Peer = "") : CallEvent(Call, At);

/// <summary>Two legs are joined and hear each other.</summary>
public sealed record LegsBridged(CallId Call, DateTimeOffset At, LegId First, LegId Second) : CallEvent(Call, At);

/// <summary>The far end put the call on hold, or took it back.</summary>
public sealed record LegHeld(CallId Call, DateTimeOffset At, LegId Leg, bool IsHeld) : CallEvent(Call, At);

/// <summary>The far end pressed a key.</summary>
public sealed record LegDigit(CallId Call, DateTimeOffset At, LegId Leg, char Digit) : CallEvent(Call, At);

/// <summary>A leg ended.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Leg">The leg.</param>
/// <param name="End">How.</param>
/// <param name="Media">Its last media figures; null where it had no media.</param>
public sealed record LegEnded(CallId Call, DateTimeOffset At, LegId Leg, CallEnd End, Ponte.Media.Control.Model.StreamStatistics? Media)
    : CallEvent(Call, At);

/// <summary>The call is over: all legs ended.</summary>
public sealed record CallEnded(CallId Call, DateTimeOffset At, CallEnd End) : CallEvent(Call, At);

/// <summary>A party handed the call over, or another one took its place.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="By">The leg that leaves.</param>
/// <param name="To">The leg that takes its place.</param>
public sealed record CallTransferred(CallId Call, DateTimeOffset At, LegId By, LegId To) : CallEvent(Call, At);

/// <summary>What is left of the call goes on in another one, in whose history its legs appear from now on.</summary>
/// <param name="Call">The call, which ends.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Into">The call that goes on.</param>
public sealed record CallMerged(CallId Call, DateTimeOffset At, CallId Into) : CallEvent(Call, At);

/// <summary>The call waits in a slot for somebody to take it.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="By">The leg that parked it.</param>
/// <param name="Leg">The leg that waits.</param>
/// <param name="Slot">Where.</param>
public sealed record CallParked(CallId Call, DateTimeOffset At, LegId By, LegId Leg, string Slot) : CallEvent(Call, At);

/// <summary>A party takes part in a conference.</summary>
/// <param name="Call">The call of the conference.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Leg">The leg.</param>
/// <param name="Room">The room's key in the company document; empty where a party was added to a call of two.</param>
/// <param name="Party">Number and name of the party.</param>
public sealed record LegConferred(CallId Call, DateTimeOffset At, LegId Leg, string Room, Party Party) : CallEvent(Call, At);

/// <summary>The others of a conference hear a party no more, or hear it again.</summary>
public sealed record LegMuted(CallId Call, DateTimeOffset At, LegId Leg, bool IsMuted) : CallEvent(Call, At);

/// <summary>A supervisor comes to a call, changes who hears it, or leaves.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Leg">The supervisor's leg.</param>
/// <param name="Agent">The leg of the party who is helped.</param>
/// <param name="Mode">Who hears the supervisor; null: it is over.</param>
public sealed record SupervisionChanged(CallId Call, DateTimeOffset At, LegId Leg, LegId Agent, SupervisionMode? Mode)
    : CallEvent(Call, At);

/// <summary>A restarted server took the call over from its journal.</summary>
public sealed record CallTakenOver(CallId Call, DateTimeOffset At) : CallEvent(Call, At);

/// <summary>Something became of the recording of the call.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Step">What.</param>
/// <param name="Detail">Whom it records, or why not; for people.</param>
public sealed record RecordingChanged(CallId Call, DateTimeOffset At, RecordingStep Step, string Detail) : CallEvent(Call, At);

/// <summary>A caller left a message.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Box">The box: a user's key in the company document, or that of a mailbox.</param>
/// <param name="Message">The message's name in it.</param>
/// <param name="Length">How long it is.</param>
public sealed record MessageLeft(CallId Call, DateTimeOffset At, string Box, string Message, TimeSpan Length) : CallEvent(Call, At);

/// <summary>A caller took a step of a flow.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Step">The kind of step, by its word in the company document.</param>
/// <param name="Value">What it names: calendar, prompt, variable, user …; empty where it names nothing.</param>
/// <param name="Result">Its outcome, or what the caller entered; empty where it has only one outcome.</param>
public sealed record FlowStepTaken(CallId Call, DateTimeOffset At, string Flow, string Step, string Value, string Result)
    : CallEvent(Call, At);
