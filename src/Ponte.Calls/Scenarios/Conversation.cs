using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Loop;

namespace Ponte.Calls.Scenarios;

/// <summary>Two parties talk, hold, come back, hand the call over and are replaced, until one of them or a rule ends it.</summary>
internal sealed class Conversation(Call call, Bridge bridge, TimeSpan maximumDuration)
{
    private readonly KeySequence _keys = new();
    private Bridge _bridge = bridge;
    private LoopTimer? _longest;

    /// <summary>Joins two legs that are both answered, and plays on to the end.</summary>
    public Task<CallEnd> BeginAsync()
    {
        _bridge.Join();
        return PlayAsync();
    }

    /// <summary>Goes on with a conversation that a former process began.</summary>
    public Task<CallEnd> ResumeAsync()
    {
        // The former process may have died between the journal and the media.
        _bridge.First.Reapply();
        _bridge.Second.Reapply();
        _bridge.Connect();
        _bridge.UpdateTones();
        call.Publish((id, at) => new CallTakenOver(id, at));
        return PlayAsync();
    }

    /// <summary>Goes on with two legs that are joined already.</summary>
    public async Task<CallEnd> PlayAsync()
    {
        Settle();
        while (true)
        {
            var happening = await call.NextAsync();
            call.Recorder.Take(happening);
            if (call.Supervision.Take(happening))
            {
                Supervised();
                continue;
            }
            switch (happening.Kind)
            {
                case HappeningKind.HangUp or HappeningKind.MaximumDuration or HappeningKind.Silent:
                case HappeningKind.LegEnded when _bridge.Has(happening.Leg):
                    return happening.End!;
                case HappeningKind.KeyPressed when happening.Leg is { Identity.User: { } user } leg && _bridge.Has(leg):
                    _keys.Press(happening.Key);
                    if (_keys.TryTake(KeySequence.Confer))
                    {
                        call.Home.Gather(user, leg);
                    }
                    break;
                case HappeningKind.LegChanged:
                    _bridge.UpdateTones();
                    Save();
                    break;
                case HappeningKind.Referred or HappeningKind.Arrived or HappeningKind.Wanted or HappeningKind.ParkAsked:
                    if (await ChangeAsync(happening) is { } end)
                    {
                        return end;
                    }
                    break;
            }
        }
    }

    /// <summary>The parties change. Null: two talk again.</summary>
    private async Task<CallEnd?> ChangeAsync(Happening happening)
    {
        call.IsTalking = false;
        call.Supervision.Pause();
        var turn = happening switch
        {
            { Kind: HappeningKind.Referred, Leg: { End: null } leg } when _bridge.Has(leg) => await new Transfer(
                call,
                _bridge,
                leg,
                maximumDuration
            ).PlayAsync(),
            { Kind: HappeningKind.Arrived, Joining.As: Participation.Member } => await ConferAsync(happening.Leg!, happening.Joining),
            { Kind: HappeningKind.Arrived } => await AdmitAsync(happening.Leg!, happening.Joining!),
            { Kind: HappeningKind.Wanted } => Give(happening),
            { Kind: HappeningKind.ParkAsked } => await ParkAsync(happening.Joining!),
            _ => _bridge,
        };
        if (turn.Bridge is not { } talking)
        {
            return turn.End;
        }
        _bridge = talking;
        Save();
        Settle();
        return null;
    }

    private async Task<Turn> AdmitAsync(Leg newcomer, Joining joining)
    {
        var replaced = joining.Replaced ?? LegOf(joining.User);
        if (newcomer.IsAnswered || newcomer.End is not null || replaced is null || !_bridge.Has(replaced))
        {
            newcomer.HangUp(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481, Detail: "whom it was to replace is gone"));
            newcomer.Close();
            return _bridge;
        }
        var turn = await new Admission(call, newcomer, _bridge.Other(replaced)).PlayAsync();
        if (turn.Bridge is not { } joined)
        {
            return turn == default ? _bridge : turn;
        }
        newcomer.TakeChannelOf(replaced);
        _bridge.PartFrom(replaced);
        joined.Join();
        joined.First.TellPartner(newcomer.Party);
        call.Publish((id, at) => new CallTransferred(id, at, replaced.Id, newcomer.Id));
        replaced.Leave(newcomer, null);
        return joined;
    }

    /// <summary>A third party comes.</summary>
    private async Task<Turn> ConferAsync(Leg newcomer, Joining joining)
    {
        joining.Farewell?.Invoke();
        return newcomer.End is null
            ? await new Conference(call, null, maximumDuration).PlayAsync(joining.Initiator, _bridge.First, _bridge.Second, newcomer)
            : _bridge;
    }

    private async Task<Turn> ParkAsync(Joining joining)
    {
        var park = joining.Park!;
        if (LegOf(joining.User) is not { End: null } by)
        {
            call.Home.Unpark(park.Slot, call);
            return _bridge;
        }
        var stays = _bridge.Other(by);
        _bridge.Part();
        return await Transfer.ParkAsync(call, stays, by, park, maximumDuration);
    }

    private Leg? LegOf(string? user) =>
        user is null ? null
        : string.Equals(_bridge.First.Identity.User, user, StringComparison.Ordinal) ? _bridge.First
        : string.Equals(_bridge.Second.Identity.User, user, StringComparison.Ordinal) ? _bridge.Second
        : null;

    /// <summary>Another call takes one party over; what is left here ends.</summary>
    private Turn Give(Happening happening)
    {
        var (replaced, joining) = (happening.Leg!, happening.Joining!);
        if (!_bridge.Has(replaced))
        {
            joining.Fail(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481));
            return _bridge;
        }
        var given = _bridge.Other(replaced);
        _bridge.Part();
        call.Publish((id, at) => new CallMerged(id, at, joining.Into.Id));
        var end = new CallEnd(EndSide.System, EndCause.Merged, Detail: joining.Into.Id.Value);
        replaced.HangUpLater(end, joining);
        given.MoveTo(joining);
        return end;
    }

    /// <summary>Who supervises may have come, gone, or taken the agent's place.</summary>
    private void Supervised()
    {
        if (call.Supervision.TakeOver() is { } taken)
        {
            _bridge = taken;
            Settle();
        }
        Save();
    }

    /// <summary>Two parties talk, from now on or again.</summary>
    private void Settle()
    {
        _longest?.Cancel();
        var tooLong = new CallEnd(EndSide.System, EndCause.MaximumDuration, Detail: $"after {maximumDuration}");
        _longest = call.After(call.AnsweredAt!.Value + maximumDuration - call.Home.UtcNow, HappeningKind.MaximumDuration, tooLong);
        call.IsTalking = true;
        call.Supervision.Follow(_bridge);
        if (!call.IsSavedWith(_bridge.First, _bridge.Second))
        {
            Save();
        }
        call.Recorder.Talk(_bridge);
        // A party may have hung up while the other one was changed, and nobody listened.
        if ((_bridge.First.End ?? _bridge.Second.End) is { } end)
        {
            call.Tell(new Happening(HappeningKind.HangUp, null, end));
        }
    }

    private void Save() => call.Save(maximumDuration, _bridge.First, _bridge.Second);
}
