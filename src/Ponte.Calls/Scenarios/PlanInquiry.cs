using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>Asks the company for a plan in the middle of a call.</summary>
/// <param name="call">The call.</param>
/// <param name="waits">Who waits meanwhile; null: nobody does yet.</param>
internal sealed class PlanInquiry(Call call, Leg? waits)
{
    /// <summary>Asks. Who waits may hang up meanwhile, which the refusal of the plan tells.</summary>
    public async Task<CallPlan> AskAsync(Func<CancellationToken, ValueTask<CallPlan>> ask)
    {
        using var over = new CancellationTokenSource();
        CallPlan? plan = null;
        call.Run(AskAsync(ask, p => plan = p, over.Token));
        var timeout = call.After(call.Home.Options.PlanTimeout, HappeningKind.PlanTimeout);
        while (plan is null)
        {
            var happening = await call.NextAsync();
            if (happening.Kind == HappeningKind.PlanTimeout)
            {
                plan = Refuse(new CallEnd(EndSide.System, EndCause.InternalError, Detail: "no plan in time"));
            }
            else if (call.EndOf(happening, waits) is { } end)
            {
                plan = Refuse(end);
            }
        }
        timeout.Cancel();
        await over.CancelAsync();
        return plan;
    }

    private async Task AskAsync(
        Func<CancellationToken, ValueTask<CallPlan>> ask,
        Action<CallPlan> planned,
        CancellationToken cancellationToken
    )
    {
        CallPlan plan;
#pragma warning disable CA1031 // A defect in the rules for one call must not stop the others: it refuses this plan, and is reported.
        try
        {
            plan = await ask(cancellationToken);
        }
        catch (Exception e)
        {
            CallsLog.ScenarioFailed(call.Home.Logger, e, call.Id);
            plan = Refuse(new CallEnd(EndSide.System, EndCause.InternalError));
        }
#pragma warning restore CA1031
        if (!cancellationToken.IsCancellationRequested)
        {
            planned(plan);
            call.Tell(new Happening(HappeningKind.Planned));
        }
    }

    private CallPlan Refuse(CallEnd refusal) =>
        new()
        {
            Caller = waits?.Party ?? new Party("", ""),
            Called = new Party("", ""),
            Refusal = refusal,
        };
}
