using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>More than two parties hear each other: each all others, and never itself. A room, or a call of two to which somebody was added.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>All legs are of one call, and so on one loop: whoever comes from another call has moved here.</item>
/// <item>Two who were joined stay connected in the media beneath the mix, which takes the place of relay and gives it back without a gap.</item>
/// <item>A room plays music to one who is alone, and while its host is awaited, and ends with the last. Others end when two are left, who then talk as any
/// two do.</item>
/// </list>
/// </remarks>
internal sealed class Conference(Call call, RoomPlan? room, TimeSpan maximumDuration)
{
    private static readonly CallEnd Removed = new(EndSide.System, EndCause.Normal, Detail: "removed from the conference");
    private static readonly CallEnd NotForIt = new(EndSide.System, EndCause.UnknownNumber, 481, Detail: "nobody takes it in a conference");

    /// <summary>How many can take part in a conference that is no room.</summary>
    private const int MaximumParties = 10;

    private readonly List<Leg> _members = [];
    private readonly HashSet<Leg> _muted = [];
    private readonly KeySequence _keys = new();

    private Leg? _initiator;
    private bool _waitsForHost = room?.WaitsForHost == true;

    /// <summary>Its mix in the media: the number of its call.</summary>
    private MixId Mix => new(call.Number);

    /// <summary>Begins with parties who talk, or with none in a room.</summary>
    /// <param name="initiator">With whom it ends; null: those who are left go on.</param>
    /// <param name="members">The parties.</param>
    public Task<Turn> PlayAsync(Leg? initiator, params ReadOnlySpan<Leg> members)
    {
        _initiator = initiator;
        foreach (var member in members)
        {
            Enter(member);
        }
        return PlayAsync();
    }

    /// <summary>Goes on with a conference that a former process left.</summary>
    public Task<Turn> ResumeAsync(ConferenceState state)
    {
        _muted.UnionWith(call.Legs.Where(l => state.Muted.Contains(l.Id)));
        _initiator = call.Legs.FirstOrDefault(l => l.Id == state.Initiator);
        _waitsForHost = state.WaitsForHost;
        foreach (var leg in call.Legs.ToList())
        {
            if (leg.Media.IsOpen)
            {
                leg.Reapply();
                Enter(leg);
            }
            else
            {
                leg.HangUp(new CallEnd(EndSide.System, EndCause.MediaLost, Detail: "its media was lost while the server was away"));
                leg.Close();
            }
        }
        call.Publish((id, at) => new CallTakenOver(id, at));
        return PlayAsync();
    }

    private async Task<Turn> PlayAsync()
    {
        Save();
        while (true)
        {
            if (_members.Find(m => m.End is not null) is { } gone)
            {
                if (Leave(gone) is { } last)
                {
                    return last;
                }
            }
            else if (room is null && _members.Count <= 2)
            {
                return Return();
            }
            else if (await TakeNextAsync() is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>Null: it goes on.</summary>
    private async Task<CallEnd?> TakeNextAsync()
    {
        var happening = await call.NextAsync();
        call.Recorder.Take(happening);
        switch (happening)
        {
            case { Kind: HappeningKind.HangUp or HappeningKind.MaximumDuration }:
                return happening.End;
            case { Kind: HappeningKind.LegEnded, Leg: { } leg } when _members.Contains(leg):
                return Leave(leg);
            case { Kind: HappeningKind.Silent, Leg: { } leg } when _members.Contains(leg):
                leg.HangUp(happening.End!);
                return Leave(leg);
            case { Kind: HappeningKind.LegChanged, Leg: { } leg } when _members.Contains(leg):
                Apply(leg);
                Save();
                return null;
            case { Kind: HappeningKind.Arrived, Leg: { End: null, IsAnswered: true } leg, Joining: { As: Participation.Member } joining }
                when room is not null || _members.Count < MaximumParties:
                joining.Farewell?.Invoke();
                if (_waitsForHost && joining.IsHost)
                {
                    Open();
                }
                Enter(leg);
                Save();
                return null;
            case { Kind: HappeningKind.Arrived or HappeningKind.ArrivalFailed }:
                call.EndOf(happening, null);
                // Somebody was counted who does not come. Nobody is who comes for another purpose.
                return happening is { Kind: HappeningKind.Arrived, Joining.As: not Participation.Member }
                    ? null
                    : LeaveRoom(happening.End ?? NotForIt);
            case { Kind: HappeningKind.KeyPressed, Leg: { Identity.User: { } user } leg } when room is null && _members.Contains(leg):
                _keys.Press(happening.Key);
                if (_keys.TryTake(KeySequence.Confer))
                {
                    call.Home.Gather(user, leg);
                }
                return null;
            case { Kind: HappeningKind.ConferenceAsked, Leg: { } leg, Order: { } order } when _members.Contains(leg):
                return Obey(leg, order);
            default:
                return call.EndOf(happening, null);
        }
    }

    private void Enter(Leg leg)
    {
        leg.Partner = null;
        leg.IsMixed = true;
        leg.NeedsMadeCodec();
        _members.Add(leg);
        Apply(leg);
        UpdateTones();
        call.Publish((id, at) => new LegConferred(id, at, leg.Id, room?.Name ?? "", leg.Party));
    }

    /// <summary>One is gone. Null: the others go on.</summary>
    private CallEnd? Leave(Leg leg)
    {
        _members.Remove(leg);
        _muted.Remove(leg);
        leg.Close();
        if (leg == _initiator)
        {
            return leg.End;
        }
        UpdateTones();
        Save();
        return LeaveRoom(leg.End!);
    }

    /// <summary>The end of a room that the last has left.</summary>
    private CallEnd? LeaveRoom(CallEnd end) => room is not null && call.Home.Rooms.Leave(call) ? end : null;

    private CallEnd? Obey(Leg leg, ConferenceOrder order)
    {
        if (order == ConferenceOrder.Remove)
        {
            leg.HangUp(Removed);
            return Leave(leg);
        }
        var isMuted = order == ConferenceOrder.Mute;
        if (isMuted ? _muted.Add(leg) : _muted.Remove(leg))
        {
            Apply(leg);
            Save();
            call.Publish((id, at) => new LegMuted(id, at, leg.Id, isMuted));
        }
        return null;
    }

    /// <summary>Who holds is not heard: its telephone may play music.</summary>
    private void Apply(Leg leg) =>
        leg.Media.JoinMix(
            Mix,
            new MixRole { Speaks = !_muted.Contains(leg) && !leg.IsHeld && !_waitsForHost, Chimes = room?.Announces == true }
        );

    /// <summary>Who is alone in a room, or waits for the host, hears so.</summary>
    private void UpdateTones()
    {
        foreach (var member in _members)
        {
            if (room is not null && (_waitsForHost || _members.Count == 1))
            {
                member.Media.PlayHold(null);
            }
            else
            {
                member.Media.StopTone();
            }
        }
    }

    /// <summary>The host is there: those who waited are heard from now on.</summary>
    private void Open()
    {
        _waitsForHost = false;
        foreach (var member in _members)
        {
            Apply(member);
        }
    }

    /// <summary>Two are left, or one: the conference is none any more.</summary>
    private Turn Return()
    {
        if (_members is not [var first, var second])
        {
            return _members is [var last] ? last.End ?? Removed : Removed;
        }
        var bridge = new Bridge(call, first, second);
        bridge.Join();
        foreach (var member in _members)
        {
            member.IsMixed = false;
            member.Media.LeaveMix();
        }
        bridge.Fit(second);
        return bridge;
    }

    private void Save()
    {
        var state = new ConferenceState
        {
            Room = room,
            WaitsForHost = _waitsForHost,
            Initiator = _initiator?.Id,
            Muted = [.. _muted.Select(l => l.Id)],
        };
        call.Save(maximumDuration, _members, state);
    }
}
