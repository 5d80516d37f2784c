using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>A party waits in a slot until somebody takes it, or it rings again at who parked it.</summary>
internal sealed class Parked(Call call, Leg waits, Leg by, Park park)
{
    /// <summary>Waits. The slot is taken already.</summary>
    public async Task<Turn> PlayAsync()
    {
        call.Publish((id, at) => new CallParked(id, at, by.Id, waits.Id, park.Slot));
        by.HangUp(new CallEnd(EndSide.System, EndCause.Transferred, Detail: park.Slot));
        by.Close();
        waits.Media.PlayTone(ToneKind.Hold, null);
        call.IsWaiting = true;
        var timeout = call.After(call.Home.Options.ParkTimeout, HappeningKind.ParkTimeout);
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
                case HappeningKind.Arrived:
                    var newcomer = happening.Leg!;
                    var turn = await new Admission(call, newcomer, waits).PlayAsync();
                    if (turn.Bridge is { } bridge)
                    {
                        Admission.Join(call, bridge, newcomer, by);
                    }
                    if (turn != default)
                    {
                        return turn;
                    }
                    break;
                case HappeningKind.ParkTimeout:
                    var nobody = new CallEnd(EndSide.System, EndCause.NoAnswer, Detail: $"nobody took it from slot {park.Slot}");
                    var back = await new TransferPlan(call, waits, by.Identity).RecallAsync(by.Party.Number, nobody);
                    back.Bridge?.Join();
                    return back;
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
