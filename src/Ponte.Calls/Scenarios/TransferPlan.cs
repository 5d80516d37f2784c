using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Scenarios;

/// <summary>Asks the company whom a party rings that another one hands over, and rings.</summary>
/// <remarks>The party that stays is answered already: it hears the tones of the target from us.</remarks>
internal sealed class TransferPlan(Call call, Leg stays, LegIdentity transferor)
{
    private const int MaxForwards = 69; // RFC 3261 section 8.1.1.6: a new request of ours, one hop behind the REFER

    /// <summary>Asks. The party that stays may hang up meanwhile, which the end of the plan tells.</summary>
    public Task<CallPlan> AskAsync(NameAddress referTo, string referToText, string? referredBy)
    {
        var request = new TransferRequest(call.Id, call.Home.UtcNow, transferor, stays.Party, referTo, referToText, referredBy);
        return new PlanInquiry(call, stays).AskAsync(over => call.Home.Director.PlanTransferAsync(request, over));
    }

    /// <summary>Rings what was planned.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told of 18x of the target.</param>
    /// <returns>The target and the party that stays, not joined yet; what that party goes through instead; or why there is no target.</returns>
    public async Task<Turn> RingAsync(CallPlan plan, Action<int>? progress)
    {
        if (plan.Refusal is { } refused)
        {
            return refused;
        }
        var listener = new RingListener(call, stays) { Progress = progress };
        var ringing = new Ringing(call, listener, MaxForwards, happening => call.EndOf(happening, stays));
        var result = await ringing.RingAsync(plan.Ring, plan.RingTimeout);
        var (target, end, _, _) = result;
        if (result.Flow is { } flow)
        {
            return new Turn(null, null) { Flow = flow };
        }
        if (target is null)
        {
            return end!;
        }
        target.Party = plan.Called;
        target.AnnounceAnswer();
        if (stays.Answer(target.Agreed!.Formats) is { } refusal)
        {
            return refusal;
        }
        var bridge = listener.BridgeTo(target);
        target.PreferRelay();
        return bridge;
    }

    /// <summary>Lets the party that stays go through something. The call is over then.</summary>
    public async Task<CallEnd> EnterAsync(ICallFlow flow)
    {
        using var flowCall = new FlowCall(call, flow, stays, MaxForwards);
        return await flowCall.EnterAsync();
    }

    /// <summary>The party that handed over is gone, or nobody took the call: it rings again where it came from.</summary>
    /// <param name="number">The number of the party that handed over.</param>
    /// <param name="reason">Why; the end of the call where that party does not answer either.</param>
    public async Task<Turn> RecallAsync(string number, CallEnd reason)
    {
        if (number.Length == 0 || !NameAddress.TryParse($"<sip:{number}@recall.invalid>", out var back))
        {
            return reason;
        }
        var turn = await RingAsync(await AskAsync(back, back.UriText, null), null);
        return turn.Flow is { } flow ? await EnterAsync(flow)
            : turn.Bridge is not null || stays.End is not null ? turn
            : reason;
    }
}
