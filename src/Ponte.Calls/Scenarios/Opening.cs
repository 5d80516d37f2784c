using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Scenarios;

/// <summary>A call that came in: the company says what shall become of it, and that is played.</summary>
/// <remarks>Whoever ends the call while the company thinks ends it at once; only history waits for the parties' numbers and names.</remarks>
internal sealed class Opening(Call call, Leg caller, IncomingCall incoming)
{
    private const int DefaultMaxForwards = 70; // RFC 3261 section 8.1.1.6

    private CallPlan? _plan;

    /// <summary>Plays the call.</summary>
    /// <returns>How it ended.</returns>
    public async Task<CallEnd> PlayAsync()
    {
        var (plan, end) = await PlanAsync();
        caller.Take(plan.CallerChannel);
        call.Begin(plan.Caller, plan.Called);
        caller.Announce();
        if ((end ?? plan.Refusal) is { } refusal)
        {
            return refusal;
        }
        if (plan.Action is { } action)
        {
            return await new ActionCall(call, caller, action, plan.MaximumDuration).PlayAsync();
        }
        var maxForwards = (int)Math.Min(incoming.Invite.Headers.Number(HeaderName.MaxForwards) ?? DefaultMaxForwards, DefaultMaxForwards);
        if (plan.Flow is { } flow)
        {
            using var flowCall = new FlowCall(call, flow, caller, maxForwards);
            return await flowCall.PlayAsync();
        }
        return await new BasicCall(call, plan, caller, maxForwards).PlayAsync();
    }

    /// <summary>The plan, and the end of a call that was over before it came.</summary>
    private async Task<(CallPlan Plan, CallEnd? End)> PlanAsync()
    {
        using var over = new CancellationTokenSource();
        call.Run(AskAsync(over.Token));
        if (_plan is not null)
        {
            return (_plan, null);
        }
        CallEnd? end = null;
        var timeout = call.After(call.Home.Options.PlanTimeout, HappeningKind.PlanTimeout);
        while (_plan is null)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.PlanTimeout:
                    _plan = Unknown(new CallEnd(EndSide.System, EndCause.InternalError, Detail: "no plan in time"));
                    over.Cancel();
                    break;
                case HappeningKind.HangUp or HappeningKind.LegEnded when end is null:
                    end = happening.End!;
                    caller.HangUp(end);
                    over.Cancel();
                    break;
            }
        }
        timeout.Cancel();
        return (_plan, end);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var plan = await TryPlanAsync(cancellationToken);
        if (_plan is not null)
        {
            plan.CallerChannel?.Release(); // too late
            return;
        }
        _plan = plan;
        call.Tell(new Happening(HappeningKind.Planned));
    }

    private async ValueTask<CallPlan> TryPlanAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // A defect in the rules for one call must not stop the others: it refuses this call, and is reported.
        try
        {
            return await call.Home.Director.PlanAsync(incoming, cancellationToken);
        }
        catch (Exception e)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                CallsLog.ScenarioFailed(call.Home.Logger, e, call.Id);
            }
            return Unknown(new CallEnd(EndSide.System, EndCause.InternalError));
        }
#pragma warning restore CA1031
    }

    private static CallPlan Unknown(CallEnd refusal) =>
        new()
        {
            Caller = new Party("", ""),
            Called = new Party("", ""),
            Refusal = refusal,
        };
}
