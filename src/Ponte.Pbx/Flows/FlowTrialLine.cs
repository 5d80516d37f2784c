namespace Ponte.Pbx.Flows;

/// <summary>One thing that happens in a trial.</summary>
/// <param name="Kind">What.</param>
/// <param name="Value">What was said, pressed, called or named.</param>
/// <param name="Result">The outcome of a step; the language of what was said; empty for others.</param>
/// <param name="Step">The kind of step, by its word in the document; empty where it is clear.</param>
public sealed record FlowTrialLine(FlowTrialKind Kind, string Value, string Result = "", string Step = "");
