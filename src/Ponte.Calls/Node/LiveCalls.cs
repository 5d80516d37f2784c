using System.Collections.Concurrent;
using Ponte.Calls.Events;
using Ponte.Calls.Model;

namespace Ponte.Calls.Node;

/// <summary>The live view: folds the event stream into a snapshot for each call, and passes the events on.</summary>
/// <remarks>Each call's events come from its one loop, so a snapshot has one writer; readers are on any thread.</remarks>
internal sealed class LiveCalls(ICallEventSink next) : ICallEventSink
{
    private readonly ConcurrentDictionary<CallId, LiveCall> _calls = new();

    public int Count => _calls.Count;

    public IReadOnlyCollection<LiveCall> Calls => [.. _calls.Values.OrderBy(c => c.Id.Value, StringComparer.Ordinal)];

    /// <summary>Enters a call whose earlier events went to a former process.</summary>
    public void Seed(LiveCall call) => _calls[call.Id] = call;

    public void Publish(CallEvent callEvent)
    {
        if (callEvent is CallStarted started)
        {
            _calls[started.Call] = new LiveCall(started.Call, started.Caller, started.Called, started.At, null, []);
        }
        else if (callEvent is CallEnded)
        {
            _calls.TryRemove(callEvent.Call, out _);
        }
        else if (_calls.TryGetValue(callEvent.Call, out var before))
        {
            _calls[callEvent.Call] = After(before, callEvent);
        }
        next.Publish(callEvent);
    }

    private static LiveCall After(LiveCall call, CallEvent callEvent) =>
        callEvent switch
        {
            LegStarted e => call with
            {
                Legs = call.Legs.Add(
                    new LiveLeg(e.Leg, e.Kind, e.IsIncoming, e.Name, e.Peer, e.SipCallId, LiveLegState.Calling, e.User, e.IsFirst)
                ),
            },
            LegRinging e => call.WithLeg(e.Leg, l => l with { State = LiveLegState.Ringing }),
            LegEarlyMedia e => call.WithLeg(e.Leg, l => l with { State = LiveLegState.EarlyMedia }),
            LegAnswered e => call.WithLeg(e.Leg, l => l with { State = LiveLegState.Talking, Peer = e.Peer.Length > 0 ? e.Peer : l.Peer }),
            LegHeld e => call.WithLeg(e.Leg, l => l with { State = e.IsHeld ? LiveLegState.Held : LiveLegState.Talking }),
            LegConferred e => call with { AnsweredAt = call.AnsweredAt ?? e.At, Room = e.Room },
            LegMuted e => call.WithLeg(e.Leg, l => l with { IsMuted = e.IsMuted }),
            SupervisionChanged e => call.WithLeg(
                e.Leg,
                l => l with { Supervision = e.Mode is Routing.SupervisionMode.TakeOver ? null : e.Mode }
            ),
            LegEnded e => call.WithLeg(e.Leg, _ => null),
            LegsBridged e => (call with { AnsweredAt = call.AnsweredAt ?? e.At, Room = null })
                .WithLeg(e.First, l => l with { State = LiveLegState.Talking })
                .WithLeg(e.Second, l => l with { State = LiveLegState.Talking }),
            _ => call,
        };
}
