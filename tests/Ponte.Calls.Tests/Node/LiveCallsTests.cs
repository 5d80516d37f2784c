using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;

namespace Ponte.Calls.Tests.Node;

public sealed class LiveCallsTests
{
    private static readonly CallId Id = new("A");
    private static readonly DateTimeOffset At = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly CallEnd End = new(EndSide.Caller, EndCause.Normal);

    private readonly Sink _sink = new();
    private readonly LiveCalls _live;

    public LiveCallsTests() => _live = new LiveCalls(_sink);

    [Fact]
    public void Events_make_the_view_and_pass_on()
    {
        _live.Publish(new CallStarted(Id, At, new Party("+391", "A"), new Party("+392", "B")));
        _live.Publish(new LegStarted(Id, At, new LegId(1), LegKind.Line, true, "carrier", "198.51.100.7", "c1"));
        _live.Publish(new LegStarted(Id, At, new LegId(2), LegKind.Teams, false, "teams", "sip.example", "c2", "mrossi"));
        Leg(2).State.Should().Be(LiveLegState.Calling);
        _live.Publish(new LegRinging(Id, At, new LegId(2)));
        Leg(2).State.Should().Be(LiveLegState.Ringing);
        _live.Publish(new LegEarlyMedia(Id, At, new LegId(2)));
        Leg(2).State.Should().Be(LiveLegState.EarlyMedia);
        _live.Publish(new LegAnswered(Id, At, new LegId(2), "sip2.example"));
        Leg(2).Should().BeEquivalentTo(new { Peer = "sip2.example", User = "mrossi" });
        Leg(1).State.Should().Be(LiveLegState.Calling);
        _live.Publish(new LegsBridged(Id, At.AddSeconds(4), new LegId(1), new LegId(2)));
        Leg(1).State.Should().Be(LiveLegState.Talking);
        Call().AnsweredAt.Should().Be(At.AddSeconds(4));
        _live.Publish(new LegHeld(Id, At, new LegId(1), true));
        Leg(1).State.Should().Be(LiveLegState.Held);
        _live.Publish(new LegHeld(Id, At, new LegId(1), false));
        Leg(1).State.Should().Be(LiveLegState.Talking);
        _live.Publish(new LegEnded(Id, At, new LegId(1), End, null));
        Call().Legs.Should().ContainSingle().Which.Id.Should().Be(new LegId(2));
        _live.Publish(new CallEnded(Id, At, End));
        _live.Calls.Should().BeEmpty();
        _sink.Events.Should().HaveCount(11);
    }

    [Fact]
    public void A_snapshot_that_was_taken_does_not_change()
    {
        _live.Publish(new CallStarted(Id, At, new Party("", ""), new Party("", "")));
        var before = Call();
        _live.Publish(new LegStarted(Id, At, new LegId(1), LegKind.Line, true, "carrier", "", "c1"));
        before.Legs.Should().BeEmpty();
        Call().Legs.Should().HaveCount(1);
    }

    [Fact]
    public void An_event_of_an_unknown_call_only_passes_on()
    {
        _live.Publish(new LegRinging(new CallId("X"), At, new LegId(1)));
        _live.Calls.Should().BeEmpty();
        _sink.Events.Should().HaveCount(1);
    }

    [Fact]
    public void Calls_are_listed_from_the_oldest()
    {
        foreach (var id in new[] { "C", "A", "B" })
        {
            _live.Publish(new CallStarted(new CallId(id), At, new Party("", ""), new Party("", "")));
        }
        _live.Calls.Select(c => c.Id.Value).Should().Equal("A", "B", "C");
    }

    private LiveCall Call() => _live.Calls.Single();

    private LiveLeg Leg(int number) => Call().Legs.Single(l => l.Id.Number == number);

    private sealed class Sink : ICallEventSink
    {
        public List<CallEvent> Events { get; } = [];

        public void Publish(CallEvent callEvent) => Events.Add(callEvent);
    }
}
