namespace Ponte.Pbx.Document;

/// <summary>What comes after one outcome of a step. When its steps are done, the flow goes on behind the step.</summary>
/// <param name="Outcome">The outcome: a key, or a word of the document such as <c>busy</c>.</param>
/// <param name="Steps">The steps; at least one.</param>
public sealed record FlowBranch(string Outcome, ValueList<FlowStep> Steps);
