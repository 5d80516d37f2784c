using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>A call from one party to another: the plan's places are rung until one answers, then both talk until one hangs up.</summary>
internal sealed class BasicCall(Call call, CallPlan plan, Leg caller, int maxForwards)
{
    /// <summary>Plays the call.</summary>
    /// <returns>How it ended.</returns>
    public async Task<CallEnd> PlayAsync()
    {
        if (caller.ReadOffer() is { } unreadable)
        {
            return unreadable;
        }
        var ringing = new Ringing(call, new RingListener(call, caller), maxForwards);
        var (answered, end, _) = await ringing.RingAsync(plan.Ring, plan.RingTimeout);
        if (answered is null)
        {
            return end!;
        }
        call.MarkAnswered();
        answered.Second.AnnounceAnswer();
        // In the journal before the caller has the answer: no death of the process loses a call that it was told of.
        void Keep() => call.Save(plan.MaximumDuration, answered.First, answered.Second);
        return caller.Answer(answered.Second.Agreed!.Formats, Keep)
            ?? await new Conversation(call, answered, plan.MaximumDuration).BeginAsync();
    }
}
