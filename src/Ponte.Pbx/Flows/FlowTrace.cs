namespace Ponte.Pbx.Flows;

/// <summary>A step that a caller took.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Step">The kind of step, by its word in the document.</param>
/// <param name="Value">What the step names: calendar, variable, user …; empty where it names nothing.</param>
/// <param name="Result">The outcome, or what the caller entered; empty where the step has only one.</param>
public sealed record FlowTrace(string Flow, string Step, string Value, string Result);
