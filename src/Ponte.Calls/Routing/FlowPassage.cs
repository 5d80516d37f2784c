namespace Ponte.Calls.Routing;

/// <summary>A step of a flow that a caller took.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Step">The kind of step.</param>
/// <param name="Value">What it names; empty where it names nothing.</param>
/// <param name="Result">Its outcome, or what the caller entered; empty where it has only one outcome.</param>
public sealed record FlowPassage(string Flow, string Step, string Value, string Result);
