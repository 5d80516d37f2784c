using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>Rings somebody for a call that goes on, and lets who answers go over to it.</summary>
internal sealed class InvitedCall(Call call, Invitation invitation)
{
    private const int MaxForwards = 70; // RFC 3261 section 8.1.1.6

    /// <summary>Plays the call.</summary>
    public async Task<CallEnd> PlayAsync()
    {
        var plan = await new PlanInquiry(call, null).AskAsync(over => invitation.Plan(call.Id, over));
        call.Begin(plan.Caller, plan.Called, invitation.Origin);
        if (plan.Refusal is { } refusal)
        {
            return refusal;
        }
        var ringing = new Ringing(call, new RingListener(call, null), MaxForwards, happening => call.EndOf(happening, null));
        var (leg, end, _, _) = await ringing.RingAsync(plan.Ring, plan.RingTimeout);
        if (leg is null)
        {
            return end!;
        }
        leg.Party = plan.Called;
        leg.AnnounceAnswer();
        call.MarkAnswered();
        if (call.Home.Find(invitation.Into) is not { } target)
        {
            return new CallEnd(EndSide.System, EndCause.Unreachable, Detail: "the call was over");
        }
        if (invitation.Supervision is null && !call.Home.Rooms.TryExpect(target))
        {
            return new CallEnd(EndSide.System, EndCause.Busy, Detail: "the room is full");
        }
        call.Publish((id, at) => new CallMerged(id, at, target.Id));
        leg.MoveTo(
            new Joining(target)
            {
                As = invitation.Supervision is null ? Participation.Member : Participation.Supervisor,
                Supervision = invitation.Supervision,
            }
        );
        return new CallEnd(EndSide.System, EndCause.Merged, Detail: target.Id.Value);
    }
}
