using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>
/// A call that does something to another one instead of ringing somebody: what a short code stands for. Its caller goes over to that call
/// and takes its place there; where there is none, it hears so.
/// </summary>
internal sealed class ActionCall(Call call, Leg caller, CallAction action, TimeSpan maximumDuration)
{
    private const int ConfirmationHertz = 425; // the dial tone's pitch, steady, as exchanges confirm a service
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(3);

    /// <summary>Plays the call.</summary>
    public Task<CallEnd> PlayAsync() =>
        action switch
        {
            PickUp pickUp => JoinAsync(call.Home.FindRinging(pickUp.Users, call.Id), null),
            Retrieve retrieve => JoinAsync(call.Home.FindParked(retrieve.Slot), null),
            TakeOver takeOver => JoinAsync(call.Home.FindTalking(takeOver.User, call.Id), takeOver.User),
            Park park => ConfirmAsync(TryPark(park)),
            Confer confer => new ConferenceCall(call, caller, confer.User, maximumDuration).PlayAsync(),
            Confirm confirm => ConfirmAsync(confirm.Done),
            _ => ConfirmAsync(false),
        };

    private async Task<CallEnd> JoinAsync(Call? target, string? user)
    {
        if (target is null)
        {
            return await ConfirmAsync(false);
        }
        if (caller.End is { } gone)
        {
            return gone;
        }
        call.Publish((id, at) => new CallMerged(id, at, target.Id));
        caller.MoveTo(new Joining(target) { User = user });
        return new CallEnd(EndSide.System, EndCause.Merged, Detail: target.Id.Value);
    }

    private bool TryPark(Park park)
    {
        if (
            caller.Identity.User is not { } user
            || call.Home.FindTalking(user, call.Id) is not { } target
            || !call.Home.TryPark(park.Slot, target)
        )
        {
            return false;
        }
        var joining = new Joining(target) { User = user, Park = park };
        target.Home.Loop.Post(() => target.Tell(new Happening(HappeningKind.ParkAsked) { Joining = joining }));
        return true;
    }

    /// <summary>The caller hears whether it was done, and the call ends.</summary>
    private async Task<CallEnd> ConfirmAsync(bool done)
    {
        if (caller.ReadOffer() is { } unreadable)
        {
            return unreadable;
        }
        caller.OpenMedia();
        var end = await WaitAsync(HappeningKind.MediaOpened);
        if (end is not null)
        {
            return end;
        }
        var able = caller.OfferedFormats(out var unusable);
        if ((unusable ?? caller.Answer(able)) is { } refusal)
        {
            return refusal;
        }
        caller.Media.PlayTone(done ? ToneKind.Test : ToneKind.Busy, null, done ? ConfirmationHertz : 0);
        call.After(done ? Confirmation : Refusal, HappeningKind.Confirmed);
        return await WaitAsync(HappeningKind.Confirmed) ?? new CallEnd(EndSide.System, done ? EndCause.Normal : EndCause.Unreachable);
    }

    /// <summary>Waits. Null: it came; else how the call ended before.</summary>
    private async Task<CallEnd?> WaitAsync(HappeningKind kind)
    {
        while (true)
        {
            var happening = await call.NextAsync();
            if (happening.Kind == kind)
            {
                return happening.End;
            }
            if (call.EndOf(happening, caller) is { } end)
            {
                return end;
            }
        }
    }
}
