using Ponte.Calls.Model;

namespace Ponte.Pbx.Plan;

/// <summary>Where a call rings, or how it ends.</summary>
/// <param name="Stage">Where it rings; null: nowhere.</param>
/// <param name="End">How it ends; null: it rings.</param>
internal sealed record Outcome(PlanStage? Stage, CallEnd? End)
{
    public static Outcome Rings(PlanStage stage) => new(stage, null);

    public static Outcome Ends(EndCause cause, int status, string detail) =>
        new(null, new CallEnd(EndSide.System, cause, status, Detail: detail));
}
