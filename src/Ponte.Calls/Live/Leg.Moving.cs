using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Sip.Agent;

namespace Ponte.Calls.Live;

/// <content>The leg leaves its call for another one, on the same or another loop.</content>
/// <remarks>While it is under way nobody writes to it: what its stream tells is dropped, and its session is quiet.</remarks>
internal sealed partial class Leg
{
    /// <summary>How long an answered leg may wait for the end of its transactions before it can move to another loop.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Written by the loop that it leaves and then by the one that it comes to.</summary>
    private volatile bool _isAway;

    private Joining? _journey;

    /// <summary>
    /// Moves to another call: answered, or called us and has no answer yet. <see cref="HappeningKind.Arrived"/> follows there, or
    /// <see cref="HappeningKind.ArrivalFailed"/>.
    /// </summary>
    public void MoveTo(Joining joining)
    {
        if (End is { } end)
        {
            joining.Fail(end);
            return;
        }
        _party = Party;
        _call.Release(this);
        Partner = null;
        if (_endIsOwed)
        {
            _endIsOwed = false;
            var merged = new CallEnd(EndSide.System, EndCause.Merged, Detail: joining.Into.Id.Value);
            _call.Publish((id, at) => new LegEnded(id, at, Id, merged, null));
        }
        var target = joining.Into.Home;
        if (target == _call.Home)
        {
            Arrive(joining, _session!);
            return;
        }
        _isAway = true;
        _journey = joining;
        if (!IsAnswered)
        {
            _session!.Divert(target.Endpoint, session => Arrive(joining, session));
            return;
        }
        _session!.MoveTo(target.Endpoint, session => Arrive(joining, session));
        var leaving = _session;
        Loop.Schedule(LongestWait, () => GiveUp(leaving));
    }

    private void Arrive(Joining joining, InviteSession session)
    {
        var isNew = session != _session && !IsAnswered;
        _call = joining.Into;
        Media.MoveTo(_call);
        _session = session;
        _journey = null;
        _isAway = false;
        if (isNew)
        {
            session.Attach(this, Profile.Session);
        }
        if (_call.IsOver)
        {
            HangUp(new CallEnd(EndSide.System, EndCause.Unreachable, Detail: "the call was over"));
            Close();
            return;
        }
        Id = _call.Adopt(this);
        Announce();
        if (IsAnswered)
        {
            AnnounceAnswer();
        }
        _call.Tell(new Happening(HappeningKind.Arrived, this) { Joining = joining });
    }

    private void GiveUp(InviteSession leaving)
    {
        if (leaving.CancelMove())
        {
            HangUp(new CallEnd(EndSide.System, EndCause.InternalError, Detail: "the leg was never quiet"));
            EndJourney(End!);
        }
    }

    /// <summary>It ended on its way.</summary>
    private void EndJourney(CallEnd end)
    {
        if (_journey is { } journey)
        {
            _journey = null;
            Close();
            journey.Fail(end);
        }
    }
}
