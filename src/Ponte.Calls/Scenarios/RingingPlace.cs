using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Loop;

namespace Ponte.Calls.Scenarios;

/// <summary>One place of a stage while it rings: the ways to it, tried in order.</summary>
internal sealed class RingingPlace(Call call, RingListener listener, RingBranch branch, int maxForwards)
{
    private int _next;
    private LegTarget? _target;
    private bool _isMediaOpen;
    private bool _isInvited;
    private bool _isSdpNews;
    private Instant _invitedAt;
    private CallEnd? _failure;

    public RingBranch Branch => branch;

    /// <summary>The leg that is tried, or was last; null before the first.</summary>
    public Leg? Leg { get; private set; }

    /// <summary>What begins it; null where it begins at once.</summary>
    public LoopTimer? Delay { get; private set; }

    /// <summary>Whether it has not begun yet.</summary>
    public bool IsWaiting { get; private set; } = true;

    /// <summary>How it ended; null while it may still answer.</summary>
    public CallEnd? End { get; private set; }

    public bool IsInPlay => End is null;

    /// <summary>Whether its end is the end for all others.</summary>
    public bool EndsStage =>
        End?.Cause switch
        {
            EndCause.Busy => branch.BusyEndsStage,
            EndCause.Declined => branch.DeclineEndsStage,
            _ => false,
        };

    /// <summary>Whether it told that it rings.</summary>
    public bool Rings { get; private set; }

    /// <summary>Whether there is something to hear of it: SDP before the answer, or a 180.</summary>
    public bool IsAlerting => IsInPlay && (Rings || Leg?.Agreed is not null);

    /// <summary>Whether an answer now is one of a machine.</summary>
    public bool IsTooEarly => call.Home.Loop.Now - _invitedAt < branch.EarliestAnswer;

    /// <summary>Whether it shall be heard in place of ringback.</summary>
    /// <param name="isAlone">Whether no other place may answer any more: then what a carrier's 183 announces is taken on trust.</param>
    public bool IsAudible(bool isAlone) =>
        IsInPlay
        && Leg is { Agreed: not null } leg
        && (leg.Media.HasAudio || (isAlone && _isSdpNews && leg.Profile.EarlyMedia == EarlyMediaRule.RelayAtOnce));

    /// <summary>Begins now, or after its delay.</summary>
    public void Schedule()
    {
        if (branch.Delay > TimeSpan.Zero)
        {
            Delay = call.After(branch.Delay, HappeningKind.BranchDue);
        }
        else
        {
            Begin();
        }
    }

    /// <summary>Begins, if it did not yet.</summary>
    public void Begin()
    {
        if (IsWaiting && IsInPlay)
        {
            IsWaiting = false;
            Delay?.Cancel();
            TryNext();
        }
    }

    public void OnMediaOpened(CallEnd? failure)
    {
        if (failure is not null)
        {
            Release(failure);
            return;
        }
        _isMediaOpen = true;
        InviteWhenReady();
    }

    /// <summary>Sends the INVITE when both ports and offer are there: audio then finds its place the moment it comes.</summary>
    public void InviteWhenReady()
    {
        if (!IsInPlay || !_isMediaOpen || _isInvited || !listener.IsReady)
        {
            return;
        }
        _isInvited = true;
        _invitedAt = call.Home.Loop.Now;
        if (Leg!.Invite(_target!, listener.Formats, maxForwards - 1) is { } notSent)
        {
            Release(notSent);
            return;
        }
        Leg.Announce();
    }

    public void OnRinging()
    {
        Rings = true;
        _isSdpNews = false;
    }

    public void OnEarlyMedia() => _isSdpNews = true;

    /// <summary>Its leg ended: the next way is tried where only the line failed.</summary>
    public void OnEnded(CallEnd end)
    {
        Leg!.Close();
        if (!Leg.LineFailed)
        {
            End = end;
            return;
        }
        _failure = end;
        TryNext();
    }

    /// <summary>Ends it, whatever it does.</summary>
    /// <param name="end">How.</param>
    /// <param name="isMissed">Whether it shall show a missed call though another place answered.</param>
    public void Release(CallEnd end, bool isMissed = false)
    {
        End = end;
        Delay?.Cancel();
        Leg?.HangUp(end, isMissed);
        Leg?.Close();
    }

    private void TryNext()
    {
        while (_next < branch.Attempts.Length)
        {
            var target = branch.Attempts[_next++];
            if (target.TakeChannel() is { } channel)
            {
                Try(target, channel);
                return;
            }
        }
        End = _failure ?? NoWay();
    }

    private void Try(LegTarget target, ChannelLease channel)
    {
        _target = target;
        (_isMediaOpen, _isInvited, _isSdpNews, Rings) = (false, false, false, false);
        var identity = new LegIdentity(target.Kind, false, target.Name, target.Peer, target.User) { IsFirst = listener.Leg is null };
        Leg = call.AddLeg(identity, target.Profile, channel);
        Leg.Partner = listener.Leg;
        listener.Open();
        Leg.OpenMedia();
    }

    private CallEnd NoWay() =>
        branch.Attempts.IsEmpty
            ? new CallEnd(EndSide.System, EndCause.LineDown, Detail: "no line is there for this call")
            : new CallEnd(EndSide.System, EndCause.LineFull, Detail: "every line is full");
}
