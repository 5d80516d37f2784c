#pragma warning disable MA0048 // One family of inputs, read together.
namespace Ponte.Pbx.Flows;

/// <summary>What happened to a caller in a flow.</summary>
public abstract record FlowInput;

/// <summary>A key was pressed.</summary>
/// <param name="Key"><c>0</c> to <c>9</c>, <c>*</c>, <c>#</c>, <c>A</c> to <c>D</c>.</param>
public sealed record KeyPressed(char Key) : FlowInput;

/// <summary>No key was pressed for as long as the flow wanted to wait.</summary>
public sealed record TimedOut : FlowInput;

/// <summary>All was said, or nothing could be.</summary>
public sealed record SpeechEnded : FlowInput;

/// <summary>A web service was asked.</summary>
/// <param name="Value">The value; null where there is none, or the service failed.</param>
/// <param name="HasFailed">Whether the service failed.</param>
public sealed record LookupEnded(string? Value, bool HasFailed = false) : FlowInput;

/// <summary>The caller was recorded.</summary>
/// <param name="Outcome">One of the outcomes of <see cref="Document.RecordStep"/>.</param>
/// <param name="Message">The message's name in its box; null where none is kept.</param>
public sealed record MessageTaken(string Outcome, string? Message) : FlowInput;

/// <summary>Who was called did not answer.</summary>
/// <param name="Outcome">One of the outcomes of <see cref="Document.RingStep"/>.</param>
public sealed record TargetEnded(string Outcome) : FlowInput;
