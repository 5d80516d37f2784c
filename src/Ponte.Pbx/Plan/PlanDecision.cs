using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Document;
using Ponte.Pbx.People;

namespace Ponte.Pbx.Plan;

/// <summary>What shall become of a call, and why: a ring, a flow, an action, or a refusal.</summary>
public sealed record PlanDecision
{
    /// <summary>The caller, whose rights count.</summary>
    public required PlanCaller Caller { get; init; }

    /// <summary>The called party.</summary>
    public required Party Called { get; init; }

    /// <summary>Why the call is refused; null: it is not.</summary>
    public CallEnd? Refusal { get; init; }

    /// <summary>Where it rings; null: nowhere.</summary>
    public PlanStage? Ring { get; init; }

    /// <summary>The flow that the caller goes through; null: none.</summary>
    public string? Flow { get; init; }

    /// <summary>The box that the caller listens to instead; null: none.</summary>
    public ListenTo? Listen { get; init; }

    /// <summary>What is done instead; null: nothing.</summary>
    public CallAction? Action { get; init; }

    /// <summary>What must be kept before <see cref="Action"/> confirms it; null: nothing.</summary>
    public PersonChange? Change { get; init; }

    /// <summary>What is asked for before <see cref="Action"/> confirms it; null: nothing.</summary>
    public CallBackChange? CallBack { get; init; }

    /// <summary>The calendar that is set before <see cref="Action"/> confirms it; null: none.</summary>
    public CalendarChange? DayNight { get; init; }

    /// <summary>The reasons in their order.</summary>
    public ValueList<PlanStep> Steps { get; init; } = [];
}
