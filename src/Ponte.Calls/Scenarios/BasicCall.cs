using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>A call from one party to another: the plan's places are rung until one answers, then both talk until one hangs up.</summary>
internal sealed class BasicCall(Call call, CallPlan plan, Leg caller, int maxForwards)
{
    private Leg? _picker;

    /// <summary>Plays the call.</summary>
    /// <returns>How it ended.</returns>
    public async Task<CallEnd> PlayAsync() => caller.ReadOffer() ?? (await ConnectAsync()).End;

    /// <summary>Plays the call for a caller whose offer is read.</summary>
    /// <returns>How it ended, and whether the whole call is over; else nobody answered, and the caller is still there.</returns>
    public async Task<(CallEnd End, bool IsOver)> ConnectAsync()
    {
        call.IsRinging = true;
        var listener = new RingListener(call, caller);
        var ringing = new Ringing(call, listener, maxForwards, Otherwise);
        var result = await ringing.RingAsync(plan.Ring, plan.RingTimeout);
        var (answered, end, isOver, _) = result;
        call.IsRinging = false;
        if (_picker is not null && !isOver)
        {
            return (await PickUpAsync(_picker), true);
        }
        if (result.Flow is { } flow)
        {
            using var flowCall = new FlowCall(call, flow, caller, maxForwards);
            return (await flowCall.EnterAsync(), true);
        }
        if (answered is null)
        {
            return (end!, isOver);
        }
        call.MarkAnswered();
        answered.AnnounceAnswer();
        // In the journal before the caller has the answer: no death of the process loses a call that it was told of.
        void Keep() => call.Save(plan.MaximumDuration, caller, answered);
        if (caller.Answer(answered.Agreed!.Formats, Keep) is { } failure)
        {
            return (failure, true);
        }
        var bridge = listener.BridgeTo(answered);
        answered.PreferRelay();
        return (await new Conversation(call, bridge, plan.MaximumDuration).BeginAsync(), true);
    }

    /// <summary>Somebody else picks the call up: who rings has missed nothing.</summary>
    private CallEnd? Otherwise(Happening happening)
    {
        if (happening is { Kind: HappeningKind.Arrived, Leg: { End: null } leg, Joining.As: null } && _picker is null)
        {
            _picker = leg;
            return new CallEnd(EndSide.System, EndCause.AnsweredElsewhere);
        }
        return call.EndOf(happening, caller);
    }

    private async Task<CallEnd> PickUpAsync(Leg picker)
    {
        var turn = await new Admission(call, picker, caller).PlayAsync();
        return turn.Bridge is { } bridge
            ? await new Conversation(call, bridge, plan.MaximumDuration).BeginAsync()
            : turn.End ?? new CallEnd(EndSide.System, EndCause.NoAnswer, Detail: "who picked it up could not be answered");
    }
}
