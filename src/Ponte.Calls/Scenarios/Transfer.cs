using Ponte.Calls.Ends;
using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Scenarios;

/// <summary>A party hands its call over by REFER (RFC 3515, 5589): to somebody who is rung, or to whom it talks in another call.</summary>
/// <remarks>
/// <list type="number">
/// <item>The party that stays hears a tone.</item>
/// <item>With a dialog named in Refer-To the other call gives its leg, wherever it lives; if that one only rings, it is rung anew, so that
/// it sees the party that stays.</item>
/// <item>Else the company says whom to ring, and by whose rights.</item>
/// <item>The party that handed over may hang up at any time. It is told each step while it listens, and the outcome before our BYE.</item>
/// <item>A transfer that fails gives both parties back to each other, or rings the party that handed over again if it is gone.</item>
/// </list>
/// </remarks>
internal sealed class Transfer(Call call, Bridge bridge, Leg transferor, TimeSpan maximumDuration)
{
    private const int FlowForwards = 69; // RFC 3261 section 8.1.1.6: one hop behind the REFER

    /// <summary>How long another call may take to give its leg.</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromSeconds(8);

    private readonly Leg _stays = bridge.Other(transferor);
    private readonly Referral _referral = transferor.Referral!;
    private readonly Joining _joining = new(call);

    /// <summary>Plays the transfer.</summary>
    public async Task<Turn> PlayAsync()
    {
        // 1.
        bridge.Part();
        _stays.Media.PlayHold(null);
        // 2.
        if (_referral.Replaces is { } replaces)
        {
            var (fetched, failure) = await FetchAsync(replaces);
            if (fetched is not null)
            {
                return Hand(fetched);
            }
            if (failure is not null)
            {
                return await FailAsync(failure);
            }
        }
        // 3.
        var transfer = new TransferPlan(call, _stays, transferor.Identity);
        var plan = await transfer.AskAsync(_referral.ReferTo, _referral.TargetUri, _referral.ReferredBy);
        if (plan.Action is Park park)
        {
            return await ParkAsync(park);
        }
        if (plan.Flow is { } flow)
        {
            return await LetGoAsync(flow);
        }
        var turn = plan is { Ring: null, Refusal: null }
            ? new CallEnd(EndSide.System, EndCause.Forbidden, 403, Detail: "nobody to hand the call over to")
            : await transfer.RingAsync(plan, _referral.Tell);
        return turn.Flow is { } taken ? await LetGoAsync(taken)
            : turn.Bridge is { } rung ? Hand(rung)
            : await FailAsync(turn.End!);
    }

    /// <summary>The leg that the named dialog's partner is. Neither leg nor failure: it only rang, and rings no more.</summary>
    private async Task<(Leg? Leg, CallEnd? Failure)> FetchAsync(ReplacesHeader replaces)
    {
        call.Home.Fetch(replaces, transferor.Identity, _joining);
        var timeout = call.After(LongestFetch, HappeningKind.ArrivalTimeout);
        while (true)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.Arrived when happening.Joining == _joining:
                    timeout.Cancel();
                    return (happening.Leg, null);
                case HappeningKind.ArrivalFailed:
                    timeout.Cancel();
                    return (null, happening.End);
                case HappeningKind.ArrivalTimeout:
                    return (null, new CallEnd(EndSide.System, EndCause.InternalError, Detail: "the other call gave no leg"));
                default:
                    if (call.EndOf(happening, _stays) is { } end)
                    {
                        timeout.Cancel();
                        return (null, end);
                    }
                    break;
            }
        }
    }

    private Turn Hand(Leg fetched)
    {
        var joined = _stays == bridge.First ? new Bridge(call, _stays, fetched) : new Bridge(call, fetched, _stays);
        _stays.Media.StopTone();
        joined.Fit(fetched);
        fetched.TellPartner(_stays.Party);
        return Hand(joined);
    }

    private Turn Hand(Bridge joined)
    {
        // 4.
        var target = joined.Other(_stays);
        call.Publish((id, at) => new CallTransferred(id, at, transferor.Id, target.Id));
        transferor.Leave(target, _joining.Farewell);
        joined.Join();
        _stays.TellPartner(target.Party);
        return joined;
    }

    /// <summary>The party that stays goes through a flow, as if it had called it.</summary>
    private async Task<Turn> LetGoAsync(ICallFlow flow)
    {
        transferor.HangUp(new CallEnd(EndSide.System, EndCause.Transferred, Detail: "to a flow"));
        transferor.Close();
        if (_stays.End is { } gone)
        {
            return gone;
        }
        using var through = new FlowCall(call, flow, _stays, FlowForwards);
        return await through.EnterAsync();
    }

    private async Task<Turn> ParkAsync(Park park)
    {
        if (!call.Home.TryPark(park.Slot, call))
        {
            return await FailAsync(new CallEnd(EndSide.System, EndCause.Busy, 486, Detail: $"slot {park.Slot} is taken"));
        }
        return await ParkAsync(call, _stays, transferor, park, maximumDuration);
    }

    /// <summary>Lets the party that stays wait in a slot, which is taken already, and the other one go.</summary>
    public static async Task<Turn> ParkAsync(Call call, Leg stays, Leg by, Park park, TimeSpan maximumDuration)
    {
        call.Publish((id, at) => new CallParked(id, at, by.Id, stays.Id, park.Slot));
        var state = new ParkState(park.Slot, by.Identity, by.Party, park.Timeout);
        by.HangUp(new CallEnd(EndSide.System, EndCause.Transferred, Detail: park.Slot));
        by.Close();
        var turn = await new Parked(call, stays, state, maximumDuration).PlayAsync();
        turn.Bridge?.Join();
        return turn;
    }

    private async Task<Turn> FailAsync(CallEnd failure)
    {
        // 5.
        _joining.Farewell?.Invoke();
        if (_stays.End is not null || call.IsEnding)
        {
            return failure;
        }
        if (transferor.End is null)
        {
            transferor.Resume(failure.SipStatus is >= 300 and < 700 ? failure.SipStatus : EndWriter.Status(failure));
            bridge.Rejoin();
            return bridge;
        }
        transferor.Close();
        _stays.Media.PlayHold(null);
        var back = await new TransferPlan(call, _stays, transferor.Identity).RecallAsync(transferor.Party.Number, failure);
        return back.Bridge is { } again ? Hand(again) : back;
    }
}
