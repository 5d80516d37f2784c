using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>One reason on the way to a decision, for people.</summary>
/// <param name="Code">What was found or decided.</param>
/// <param name="Depth">How many forwards deep it was found.</param>
/// <param name="Values">What it is about, in the order that <see cref="PlanStepCode"/> says. Never a PIN.</param>
public sealed record PlanStep(PlanStepCode Code, int Depth, ValueList<string> Values);
