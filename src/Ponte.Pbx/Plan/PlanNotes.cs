using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Gathers the reasons while a decision is made.</summary>
internal sealed class PlanNotes
{
    private readonly List<PlanStep> _steps = [];

    public ValueList<PlanStep> Steps => [.. _steps];

    /// <summary>How many forwards deep the decision is.</summary>
    public int Depth { get; set; }

    public void Add(PlanStepCode code, params ReadOnlySpan<string> values) => _steps.Add(new PlanStep(code, Depth, [.. values]));
}
