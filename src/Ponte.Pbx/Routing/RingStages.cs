using System.Collections.Immutable;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Plan;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>Makes the legs of a plan.</summary>
/// <param name="teams">Makes those to Teams.</param>
/// <param name="trunks">Makes those to lines.</param>
/// <param name="phones">Makes those to phones.</param>
/// <param name="deposit">Makes what a caller of a box goes through.</param>
internal sealed class RingStages(
    TeamsTargets teams,
    TrunkTargets trunks,
    PhoneTargets phones,
    Func<BoxPlace, OutgoingCall, ICallFlow> deposit
)
{
    /// <summary>The stages with their legs; null for null.</summary>
    public RingStage? Of(PlanStage? stage, OutgoingCall call)
    {
        if (stage is null)
        {
            return null;
        }
        if (stage.Places is [BoxPlace box])
        {
            return new RingStage { Branches = [], Flow = deposit(box, call) };
        }
        var own = call with { Forwarders = stage.Forwarders };
        var busy = Of(stage.OnBusy, call);
        var made = new RingStage
        {
            Branches = [.. stage.Places.SelectMany(p => Branches(p, own))],
            OnNoAnswer = Of(stage.OnNoAnswer, call),
            OnBusy = busy,
            OnDeclined = busy,
            OnUnreachable = Of(stage.OnUnreachable, call),
        };
        return stage.RingTime is { } time ? made with { Timeout = time } : made;
    }

    private IEnumerable<RingBranch> Branches(PlanPlace place, OutgoingCall call) =>
        place switch
        {
            TeamsPlace t => teams.For(t.User, t.IsVoicemail, call) is { } target ? [Branch(place, target)] : [],
            // Several contacts of one device ring together, like several devices.
            DevicePlace d => phones.For(d.User, d.Device, call.Caller, call.Company).Select(t => Branch(place, Told(t, call))),
            LinePlace l => [Branch(place, [.. l.Lines.Select(c => trunks.For(c, l.Number, l.IsEmergency, call))])],
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "A kind of place makes no leg."),
        };

    private static RingBranch Branch(PlanPlace place, params ImmutableArray<LegTarget> attempts) =>
        new()
        {
            Attempts = attempts,
            Delay = place.Delay,
            BusyEndsStage = place.BusyEndsStage,
            DeclineEndsStage = place.DeclineEndsStage,
            MissedWhenAnsweredElsewhere = place.MissedWhenAnsweredElsewhere,
            EarliestAnswer = place.EarliestAnswer,
        };

    /// <summary>A phone shows who forwarded a call by <c>Diversion</c>.</summary>
    private static LegTarget Told(LegTarget phone, OutgoingCall call)
    {
        var host = NameAddress.TryParse(phone.Invite.To, out var to) ? to.Uri?.Host ?? "" : "";
        var headers = ForwardHeaders.Of(
            ForwardHeader.Diversion,
            call.Forwarders,
            number => new SipUriBuilder { User = number, Host = host }.ToString(),
            ""
        );
        return phone with { Invite = phone.Invite with { Headers = [.. phone.Invite.Headers, .. headers] } };
    }
}
