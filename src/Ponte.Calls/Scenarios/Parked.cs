using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>A party waits in a slot until somebody takes it, or it rings again at who parked it.</summary>
internal sealed class Parked(Call call, Leg waits, ParkState park, TimeSpan maximumDuration)
{
    /// <summary>Waits. The slot is taken already, and who parked is gone.</summary>
    /// <returns>Who talk then, not joined yet; or the end.</returns>
    public async Task<Turn> PlayAsync()
    {
        waits.Media.PlayHold(null);
        call.Save(maximumDuration, waits, park);
        call.IsWaiting = true;
        var timeout = call.After(park.Timeout ?? Park.DefaultTimeout, HappeningKind.ParkTimeout);
        try
        {
            return await WaitAsync();
        }
        finally
        {
            timeout.Cancel();
            call.IsWaiting = false;
            call.Home.Unpark(park.Slot, call);
        }
    }

    private async Task<Turn> WaitAsync()
    {
        while (true)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.Arrived when happening is { Leg.End: null, Joining.As: null }:
                    var turn = await new Admission(call, happening.Leg!, waits).PlayAsync();
                    if (turn != default)
                    {
                        return turn;
                    }
                    break;
                case HappeningKind.ParkTimeout:
                    call.IsWaiting = false;
                    var nobody = new CallEnd(EndSide.System, EndCause.NoAnswer, Detail: $"nobody took it from slot {park.Slot}");
                    return await new TransferPlan(call, waits, park.By).RecallAsync(park.Parker.Number, nobody);
                default:
                    if (call.EndOf(happening, waits) is { } end)
                    {
                        return end;
                    }
                    break;
            }
        }
    }
}
