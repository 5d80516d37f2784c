using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Server.History;

/// <summary>Makes call views of events: the one place that says what an event means for history, live view and detail.</summary>
internal static class CallProjection
{
    /// <summary>Applies one event.</summary>
    /// <param name="view">The call so far; null before its first event.</param>
    /// <param name="callEvent">What happened.</param>
    /// <returns>The call now; null where an event comes before <see cref="CallStarted"/>, which says too little to show anything.</returns>
    public static CallView? Apply(CallView? view, CallEvent callEvent) =>
        callEvent switch
        {
            CallStarted started => view
                ?? new CallView
                {
                    Id = started.Call,
                    StartedAt = started.At,
                    Caller = started.Caller,
                    Called = started.Called,
                    Origin = started.Origin,
                },
            _ when view is null => null,
            LegStarted started => view with { Legs = view.Legs.Add(NewLeg(started)) },
            LegRinging ringing => WithLeg(view, ringing.Leg, ringing, static (leg, e) => leg with { RingingAt = leg.RingingAt ?? e.At }),
            LegEarlyMedia early => WithLeg(view, early.Leg, early, static (leg, e) => leg with { EarlyMediaAt = leg.EarlyMediaAt ?? e.At }),
            LegAnswered answered => WithLeg(view, answered.Leg, answered, static (leg, e) => Answered(leg, e.At, e.Peer)) with
            {
                AnsweredAt = view.AnsweredAt ?? (IsOfFirstParty(view) ? null : answered.At),
            },
            // Who hears the other was answered; of the caller's leg nothing else says so.
            LegsBridged bridged => WithLeg(
                WithLeg(view, bridged.First, bridged, static (leg, e) => Answered(leg, e.At)),
                bridged.Second,
                bridged,
                static (leg, e) => Answered(leg, e.At)
            ),
            LegConferred joined => WithLeg(
                view,
                joined.Leg,
                joined,
                static (leg, e) => leg with { ConferredAt = e.At, Party = e.Party }
            ) with
            {
                AnsweredAt = view.AnsweredAt ?? joined.At,
                Room = joined.Room,
            },
            LegMuted muted => WithLeg(view, muted.Leg, muted, static (leg, e) => leg with { IsMuted = e.IsMuted }),
            SupervisionChanged changed => WithLeg(view, changed.Leg, changed, static (leg, e) => leg with { Supervision = e.Mode }),
            LegHeld held => WithLeg(view, held.Leg, held, static (leg, e) => leg with { IsHeld = e.IsHeld }),
            LegEnded ended => WithLeg(
                view,
                ended.Leg,
                ended,
                static (leg, e) => leg with { EndedAt = e.At, End = e.End, Media = e.Media, IsHeld = false }
            ),
            CallEnded ended => End(view, ended),
            CallMerged merged => view with { MergedInto = merged.Into },
            FlowStepTaken step => view with { Path = view.Path.Add(PassageOf(step)) },
            CallTakenOver taken => view with { TakenOverAt = taken.At },
            _ => view,
        };

    /// <summary>The step that an event tells.</summary>
    public static FlowPassage PassageOf(FlowStepTaken step) => new(step.Flow, step.Step, step.Value, step.Result);

    /// <summary>Applies events in their order.</summary>
    public static CallView? Apply(CallView? view, IEnumerable<CallEvent> events) => events.Aggregate(view, Apply);

    /// <summary>Whether an answer now is that of the party for whom we make the call.</summary>
    private static bool IsOfFirstParty(CallView view) => view.Origin != CallOrigin.Party && !view.Legs.Any(l => l.AnsweredAt is not null);

    private static LegView Answered(LegView leg, DateTimeOffset at, string peer = "") =>
        leg with
        {
            AnsweredAt = leg.AnsweredAt ?? at,
            Peer = peer.Length > 0 ? peer : leg.Peer,
        };

    private static LegView NewLeg(LegStarted started) =>
        new()
        {
            Id = started.Leg,
            Kind = started.Kind,
            IsIncoming = started.IsIncoming,
            Name = started.Name,
            Peer = started.Peer,
            User = started.User,
            SipCallId = started.SipCallId,
            StartedAt = started.At,
        };

    /// <summary>A leg that is still open when its call is over shares the call's end: a server that died told no end of its legs.</summary>
    private static CallView End(CallView view, CallEnded ended) =>
        view with
        {
            EndedAt = ended.At,
            End = ended.End,
            Legs = [.. view.Legs.Select(l => l.EndedAt is null ? l with { EndedAt = ended.At, End = ended.End, IsHeld = false } : l)],
        };

    private static CallView WithLeg<TEvent>(CallView view, LegId id, TEvent callEvent, Func<LegView, TEvent, LegView> change)
    {
        var index = 0;
        while (index < view.Legs.Length && view.Legs[index].Id != id)
        {
            index++;
        }
        return index == view.Legs.Length ? view : view with { Legs = view.Legs.SetItem(index, change(view.Legs[index], callEvent)) };
    }
}
