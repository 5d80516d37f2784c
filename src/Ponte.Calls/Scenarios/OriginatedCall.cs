using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>A call that we make ourselves.</summary>
/// <remarks>
/// <list type="number">
/// <item>The first party is rung. Nobody waits for it, so it is offered every codec.</item>
/// <item>When it has answered the second one is called as its call. It hears the tones from us, and may hang up at any time.</item>
/// <item>Both talk; or the first party hears why not.</item>
/// </list>
/// </remarks>
internal sealed class OriginatedCall(Call call, Origination origination)
{
    private const int MaxForwards = 70; // RFC 3261 section 8.1.1.6

    /// <summary>How long the first party hears that the second one cannot be reached.</summary>
    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(3);

    /// <summary>Plays the call.</summary>
    public async Task<CallEnd> PlayAsync()
    {
        // 1.
        var (leg, end) = await RingFirstAsync();
        origination.FirstOver(end);
        return leg is null ? end! : await CallSecondAsync(leg);
    }

    private async Task<(Leg? Leg, CallEnd? End)> RingFirstAsync()
    {
        var plan = await new PlanInquiry(call, null).AskAsync(over => origination.First(call.Id, over));
        call.Begin(plan.Caller, plan.Called, origination.Origin);
        if (plan.Refusal is { } refusal)
        {
            return (null, refusal);
        }
        var ringing = new Ringing(call, new RingListener(call, null), MaxForwards, happening => call.EndOf(happening, null));
        var (leg, end, _, _) = await ringing.RingAsync(plan.Ring, plan.RingTimeout);
        leg?.AnnounceAnswer();
        return (leg, end);
    }

    private async Task<CallEnd> CallSecondAsync(Leg caller)
    {
        // 2.
        var plan = await new PlanInquiry(call, caller).AskAsync(over => origination.Second(caller.Identity, over));
        var turn = plan is { Ring: null, Refusal: null }
            ? new CallEnd(EndSide.System, EndCause.Forbidden, 403, Detail: "a short code is nobody to be called")
            : await new TransferPlan(call, caller, caller.Identity).RingAsync(plan, null);
        // 3.
        if (turn.Flow is { } flow)
        {
            return await new TransferPlan(call, caller, caller.Identity).EnterAsync(flow);
        }
        if (turn.Bridge is { } bridge)
        {
            call.MarkAnswered();
            return await new Conversation(call, bridge, plan.MaximumDuration).BeginAsync();
        }
        if (caller.End is { } gone)
        {
            // It hung up a call that was up for it, but that nobody talked in.
            return gone.Cause == EndCause.Normal ? gone with { Cause = EndCause.Abandoned } : gone;
        }
        return call.IsEnding ? turn.End! : await RefuseAsync(caller, turn.End!);
    }

    private async Task<CallEnd> RefuseAsync(Leg caller, CallEnd end)
    {
        caller.Media.PlayTone(ToneKind.Busy, null);
        call.After(Refusal, HappeningKind.Confirmed);
        while (true)
        {
            var happening = await call.NextAsync();
            if (happening.Kind == HappeningKind.Confirmed || call.EndOf(happening, caller) is not null)
            {
                return end;
            }
        }
    }
}
