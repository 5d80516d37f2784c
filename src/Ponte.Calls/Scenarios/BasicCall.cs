using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Scenarios;

/// <summary>
/// A call from one party to another: the plan's targets are rung in order until one answers, then both talk until one hangs up.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>What cannot be read is refused.</item>
/// <item>The next target is tried only when a line itself failed or is full.</item>
/// <item>Media is opened for both legs before the INVITE goes out, so that audio finds its place the moment the called party sends it.</item>
/// <item>What the called side tells before its answer becomes ringback or early media for the caller.</item>
/// <item>The answer joins both.</item>
/// </list>
/// </remarks>
internal sealed class BasicCall(Call call, CallPlan plan, Leg caller, int maxForwards)
{
    private ImmutableArray<AgreedFormat> _offered;

    /// <summary>Plays the call.</summary>
    /// <returns>How it ended.</returns>
    public async Task<CallEnd> PlayAsync()
    {
        // 1.
        if (caller.ReadOffer() is { } unreadable)
        {
            return unreadable;
        }
        // 2.
        var ringTimer = call.After(plan.RingTimeout, HappeningKind.RingTimeout, new CallEnd(EndSide.System, EndCause.NoAnswer));
        var end = NoLine();
        foreach (var target in Attempts)
        {
            if (target.TakeChannel() is not { } channel)
            {
                continue;
            }
            var callee = call.AddLeg(new LegIdentity(target.Kind, false, target.Name, target.Peer, target.User), target.Profile, channel);
            var bridge = new Bridge(call, caller, callee);
            if (await TryAsync(callee, target, bridge) is not { } outcome)
            {
                ringTimer.Cancel();
                return await new Conversation(call, bridge, plan.MaximumDuration).BeginAsync();
            }
            end = outcome;
            // The caller may have given up in the very instant in which the line failed.
            if (!callee.LineFailed || outcome != callee.End)
            {
                break;
            }
            callee.Close();
        }
        return end;
    }

    private ImmutableArray<LegTarget> Attempts => plan.Ring is { Branches: [var branch, ..] } ? branch.Attempts : [];

    private CallEnd NoLine() =>
        Attempts.IsEmpty
            ? new CallEnd(EndSide.System, EndCause.LineDown, Detail: "no line is there for this call")
            : new CallEnd(EndSide.System, EndCause.LineFull, Detail: "every line is full");

    /// <summary>Rings one target. Null: it answered and the caller has the answer.</summary>
    private async Task<CallEnd?> TryAsync(Leg callee, LegTarget target, Bridge bridge)
    {
        // 3.
        if (await OpenMediaAsync(callee) is { } noMedia)
        {
            return noMedia;
        }
        if (_offered.IsDefault)
        {
            _offered = caller.OfferedFormats(out var unusable);
            if (unusable is not null)
            {
                return unusable;
            }
        }
        if (callee.Invite(target, _offered, maxForwards - 1) is { } notSent)
        {
            return notSent;
        }
        callee.Announce();
        // 4.
        while (true)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.HangUp or HappeningKind.RingTimeout:
                case HappeningKind.LegEnded when happening.Leg == caller || happening.Leg == callee:
                    return happening.End;
                case HappeningKind.Ringing when happening.Leg == callee:
                    call.Publish((id, at) => new LegRinging(id, at, callee.Id));
                    Ringback(callee, bridge);
                    break;
                case HappeningKind.EarlyMedia or HappeningKind.AudioStarted when happening.Leg == callee:
                    EarlyMedia(callee, bridge);
                    break;
                // 5.
                case HappeningKind.Answered when happening.Leg == callee:
                    call.MarkAnswered();
                    callee.AnnounceAnswer();
                    return caller.Answer(callee.Agreed!.Formats);
            }
        }
    }

    /// <summary>Opens the streams that are not open yet. Null: they are.</summary>
    private async Task<CallEnd?> OpenMediaAsync(Leg callee)
    {
        var opening = 1;
        if (caller.Media.Local is null)
        {
            opening++;
            caller.OpenMedia();
        }
        callee.OpenMedia();
        while (opening > 0)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.HangUp or HappeningKind.RingTimeout:
                case HappeningKind.LegEnded when happening.Leg == caller:
                    return happening.End;
                case HappeningKind.MediaOpened when happening.Leg == caller || happening.Leg == callee:
                    if (happening.End is not null)
                    {
                        return happening.End;
                    }
                    opening--;
                    break;
            }
        }
        return null;
    }

    /// <summary>The caller shall hear that the other side rings: from its own side, or from us where it hears us already.</summary>
    private void Ringback(Leg callee, Bridge bridge)
    {
        if (!caller.HasEarlyMedia && !(caller.Profile.NeedsRingbackTone && caller.BeginEarlyMedia(_offered)))
        {
            caller.Ring();
            return;
        }
        if (!callee.Media.HasAudio)
        {
            bridge.Connect();
            caller.Media.PlayTone(ToneKind.Ringback, callee.Media);
        }
    }

    private void EarlyMedia(Leg callee, Bridge bridge)
    {
        if (callee.Agreed is null)
        {
            return; // audio before any SDP: nothing is known of it yet
        }
        if (callee.Profile.EarlyMedia == EarlyMediaRule.RingbackUntilAudio && !callee.Media.HasAudio)
        {
            Ringback(callee, bridge);
            return;
        }
        if (!caller.BeginEarlyMedia(callee.Agreed.Formats))
        {
            caller.Ring();
            return;
        }
        caller.Media.StopTone();
        bridge.Connect();
        callee.AnnounceEarlyMedia();
    }
}
