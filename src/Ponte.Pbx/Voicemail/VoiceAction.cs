#pragma warning disable MA0048 // One family of actions, read together.
using Ponte.Calls.Model;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Voicemail;

/// <summary>What is done next with a caller of a box.</summary>
public abstract record VoiceAction;

/// <summary>The caller hears something.</summary>
/// <param name="Pieces">One after the other; at least one.</param>
public sealed record VoiceSay(ValueList<VoicePiece> Pieces) : VoiceAction;

/// <summary>The caller's next key is awaited.</summary>
/// <param name="Wait">How long.</param>
public sealed record VoiceListen(TimeSpan Wait) : VoiceAction;

/// <summary>The caller is recorded.</summary>
/// <param name="IsGreeting">Whether it is a greeting; else a message.</param>
public sealed record VoiceRecord(bool IsGreeting) : VoiceAction;

/// <summary>Something is done to the box, and its outcome is told as <see cref="Calls.Routing.FlowFound"/>.</summary>
/// <param name="Deed">What.</param>
public sealed record VoiceDo(VoiceDeed Deed) : VoiceAction;

/// <summary>Somebody is called for the caller, by the caller's rights.</summary>
/// <param name="Number">Whom.</param>
public sealed record VoiceCall(string Number) : VoiceAction;

/// <summary>The caller says by a PIN to be the owner of the box, and listens to it from now on.</summary>
public sealed record VoiceLogin : VoiceAction;

/// <summary>The call ends.</summary>
/// <param name="End">How.</param>
public sealed record VoiceEnd(CallEnd End) : VoiceAction;
