using System.Collections.Immutable;
using Ponte.Calls.Ends;
using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Loop;

namespace Ponte.Calls.Scenarios;

/// <summary>One stage: its places ring together until one answers, or all are over.</summary>
/// <remarks>
/// <list type="number">
/// <item>The first answer wins; what happens is taken in order, so there is never a second one.</item>
/// <item>The losers are cancelled. Who answered in the same instant gets a BYE that says so, and has missed nothing.</item>
/// <item>An answer that only a machine can give so early is no answer while somebody else may.</item>
/// <item>Places that wait begin at once when nobody else rings any more.</item>
/// </list>
/// </remarks>
internal sealed class RingingStage
{
    private static readonly CallEnd NoAnswer = new(EndSide.System, EndCause.NoAnswer);
    private static readonly CallEnd Elsewhere = new(EndSide.System, EndCause.AnsweredElsewhere);

    private readonly Call _call;
    private readonly RingListener _listener;
    private readonly RingStage _stage;
    private readonly LoopTimer _whole;
    private readonly Func<Happening, CallEnd?>? _otherwise;
    private readonly ImmutableArray<RingingPlace> _places;
    private LoopTimer? _timeout;

    public RingingStage(
        Call call,
        RingListener listener,
        RingStage stage,
        LoopTimer whole,
        int maxForwards,
        Func<Happening, CallEnd?>? otherwise
    )
    {
        _call = call;
        _listener = listener;
        _stage = stage;
        _whole = whole;
        _otherwise = otherwise;
        _places = [.. stage.Branches.Select(b => new RingingPlace(call, listener, b, maxForwards))];
    }

    /// <summary>Rings until the stage is over.</summary>
    public async Task<RingResult> PlayAsync()
    {
        _timeout = _call.After(_stage.Timeout, HappeningKind.StageTimeout);
        foreach (var place in _places)
        {
            place.Schedule();
        }
        var result = Decided();
        while (result is null)
        {
            _listener.Hear(_places);
            var happening = await _call.NextAsync();
            result = Take(happening) ?? Decided();
        }
        _timeout.Cancel();
        return result.Value;
    }

    private RingResult? Take(Happening happening)
    {
        switch (happening.Kind)
        {
            case HappeningKind.HangUp:
            case HappeningKind.LegEnded or HappeningKind.MediaOpened when happening.Leg == _listener.Leg && happening.End is not null:
                return CallIsOver(happening.End!);
            case HappeningKind.MediaOpened when happening.Leg == _listener.Leg:
                return ListenerIsReady();
            case HappeningKind.RingTimeout when happening.Timer == _whole:
            case HappeningKind.StageTimeout when happening.Timer == _timeout:
                return Over(NoAnswer);
            case HappeningKind.BranchDue:
                _places.FirstOrDefault(p => p.Delay == happening.Timer)?.Begin();
                return null;
        }
        if (_places.FirstOrDefault(p => p.IsInPlay && p.Leg is not null && p.Leg == happening.Leg) is { } place)
        {
            return Take(place, happening);
        }
        return _otherwise?.Invoke(happening) is { } end ? Stop(end) with { IsStopped = true } : null;
    }

    private RingResult? Take(RingingPlace place, Happening happening)
    {
        switch (happening.Kind)
        {
            case HappeningKind.MediaOpened:
                place.OnMediaOpened(happening.End);
                break;
            case HappeningKind.LegEnded:
                place.OnEnded(happening.End!);
                break;
            case HappeningKind.Ringing:
                _call.Publish((id, at) => new LegRinging(id, at, place.Leg!.Id));
                place.OnRinging();
                _listener.Progress?.Invoke(180);
                break;
            case HappeningKind.EarlyMedia:
                place.OnEarlyMedia();
                break;
            case HappeningKind.Answered when _listener.Leg?.End is { } gone:
                return CallIsOver(gone); // in the same instant, and before
            case HappeningKind.Answered when place.IsTooEarly && _places.Any(p => p != place && p.IsInPlay):
                place.Release(new CallEnd(EndSide.System, EndCause.Unreachable, Detail: "answered so early as only a machine can"));
                break;
            case HappeningKind.Answered:
                return Won(place);
        }
        return null;
    }

    private RingResult? ListenerIsReady()
    {
        if (_listener.Prepare() is { } unusable)
        {
            return CallIsOver(unusable);
        }
        foreach (var place in _places)
        {
            place.InviteWhenReady();
        }
        return null;
    }

    private RingResult Won(RingingPlace winner)
    {
        if (_listener.Leg is not null)
        {
            _listener.BridgeTo(winner.Leg!);
        }
        foreach (var loser in _places.Where(p => p != winner && p.IsInPlay))
        {
            loser.Release(Elsewhere, loser.Branch.MissedWhenAnsweredElsewhere);
        }
        return new RingResult(winner.Leg, null);
    }

    /// <summary>How the stage ended, if it did; begins places that wait for nobody any more.</summary>
    private RingResult? Decided()
    {
        while (true)
        {
            if (_places.FirstOrDefault(p => p.EndsStage) is { } decisive)
            {
                return Stop(decisive.End!);
            }
            if (_places.All(p => !p.IsInPlay))
            {
                return Over(NoAnswer);
            }
            if (_places.Any(p => p.IsInPlay && !p.IsWaiting))
            {
                return null;
            }
            var soonest = _places.Where(p => p.IsWaiting).Min(p => p.Branch.Delay);
            foreach (var place in _places.Where(p => p.IsWaiting && p.Branch.Delay == soonest))
            {
                place.Begin();
            }
        }
    }

    /// <summary>The stage ends as the best of its places did; those that still ring end with <paramref name="rest"/>.</summary>
    private RingResult Over(CallEnd rest)
    {
        Release(rest);
        var best = _places.Select(p => p.End!).MinBy(EndRank.Of);
        return new RingResult(null, best ?? new CallEnd(EndSide.System, EndCause.Unreachable, Detail: "no device is there for this call"));
    }

    /// <summary>The stage ends for a reason of its own, whatever its places did.</summary>
    private RingResult Stop(CallEnd end)
    {
        Release(new CallEnd(EndSide.System, end.Cause));
        return new RingResult(null, end);
    }

    private RingResult CallIsOver(CallEnd end)
    {
        Release(end);
        return new RingResult(null, end, IsCallOver: true);
    }

    private void Release(CallEnd end)
    {
        foreach (var place in _places.Where(p => p.IsInPlay))
        {
            place.Release(end);
        }
    }
}
