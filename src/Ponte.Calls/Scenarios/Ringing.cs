using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>Rings places for one who waits, stage after stage, until one answers.</summary>
/// <param name="call">The call. Only legs that are rung are ended here, the listener's never.</param>
/// <param name="listener">Who waits.</param>
/// <param name="maxForwards">Hops that the call may still take.</param>
/// <param name="otherwise">
/// Told of what happens to other legs of the call meanwhile. What it gives back ends the ringing, but not the call; null: it goes on.
/// </param>
internal sealed class Ringing(Call call, RingListener listener, int maxForwards, Func<Happening, CallEnd?>? otherwise = null)
{
    private static readonly CallEnd NoPlace = new(EndSide.System, EndCause.LineDown, Detail: "no line is there for this call");
    private static readonly CallEnd NoAnswer = new(EndSide.System, EndCause.NoAnswer);

    /// <summary>Rings.</summary>
    /// <param name="stage">The first stage; null: there is no place.</param>
    /// <param name="limit">How long all stages may take together.</param>
    public async Task<RingResult> RingAsync(RingStage? stage, TimeSpan limit)
    {
        var result = new RingResult(null, NoPlace);
        var whole = call.After(limit, HappeningKind.RingTimeout, NoAnswer);
        while (stage is not null)
        {
            if (stage.Flow is { } flow)
            {
                result = new RingResult(null, null) { Flow = flow };
                break;
            }
            result = await new RingingStage(call, listener, stage, whole, maxForwards, otherwise).PlayAsync();
            var goesOn = result is { Leg: null, IsCallOver: false, IsStopped: false } && whole.IsPending;
            stage = goesOn ? Next(stage, result.End!.Cause) : null;
        }
        whole.Cancel();
        return result;
    }

    private static RingStage? Next(RingStage stage, EndCause cause) =>
        cause switch
        {
            EndCause.Declined => stage.OnDeclined,
            EndCause.Busy => stage.OnBusy,
            EndCause.NoAnswer => stage.OnNoAnswer,
            _ => stage.OnUnreachable,
        };
}
