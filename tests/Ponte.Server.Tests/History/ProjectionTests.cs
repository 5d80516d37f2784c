using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Server.History;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.History;

public sealed class ProjectionTests
{
    private readonly SampleCall _sample = new();

    [Fact]
    public void A_whole_call_becomes_one_row_with_its_legs()
    {
        var view = CallProjection.Apply(null, _sample.Whole())!;

        view.StartedAt.Should().Be(SampleCall.At(0));
        view.AnsweredAt.Should().Be(SampleCall.At(4));
        view.EndedAt.Should().Be(SampleCall.At(64));
        view.End!.Cause.Should().Be(EndCause.Normal);
        view.Talked(SampleCall.At(999)).Should().Be(TimeSpan.FromSeconds(60));
        view.Legs.Select(l => (l.Name, l.IsIncoming, l.Media!.PacketsLost)).Should().Equal(("carrier", true, 10), ("teams", false, 10));
        view.Legs[1].RingingAt.Should().Be(SampleCall.At(1));
    }

    [Fact]
    public void The_leg_that_answered_is_told_with_its_user_and_the_hub_that_took_it()
    {
        var ringing = CallProjection.Apply(null, _sample.Began())!;
        ringing.AnsweredBy.Should().BeNull();
        ringing.Legs[1].Peer.Should().Be("sip.pstnhub.microsoft.com");

        var by = CallProjection.Apply(ringing, _sample.Answered().Skip(3))!.AnsweredBy!;

        (by.Name, by.User, by.Peer).Should().Be(("teams", "mrossi", "sip2.pstnhub.microsoft.com"));
    }

    [Fact]
    public void An_answer_stored_before_peers_were_told_leaves_the_peer_of_the_start()
    {
        var stored = """{"leg":2,"call":"01JB0000000000000000000001","at":"2026-03-02T09:15:04+00:00"}""";
        var answered = EventCodec.Read("leg-answered", System.Text.Encoding.UTF8.GetBytes(stored))!;

        CallProjection.Apply(null, _sample.Began().Append(answered))!.AnsweredBy!.Peer.Should().Be("sip.pstnhub.microsoft.com");
    }

    [Fact]
    public void Phase_follows_the_events()
    {
        var phases = new List<CallPhase>();
        CallView? view = null;
        foreach (
            var callEvent in _sample
                .Answered()
                .Append(new LegHeld(_sample.Id, SampleCall.At(5), SampleCall.CalledLeg, true))
                .Append(new LegHeld(_sample.Id, SampleCall.At(6), SampleCall.CalledLeg, false))
                .Append(_sample.Ended(new CallEnd(EndSide.Callee, EndCause.Normal)))
        )
        {
            view = CallProjection.Apply(view, callEvent);
            if (phases.Count == 0 || phases[^1] != view!.Phase)
            {
                phases.Add(view!.Phase);
            }
        }

        phases.Should().Equal(CallPhase.Calling, CallPhase.Ringing, CallPhase.Talking, CallPhase.Held, CallPhase.Talking, CallPhase.Ended);
    }

    [Fact]
    public void Legs_that_are_joined_are_answered()
    {
        var events = _sample.Answered().Where(e => e is not LegAnswered { Leg.Number: 1 });

        var view = CallProjection.Apply(null, events)!;

        view.Legs.Select(l => l.AnsweredAt).Should().Equal(SampleCall.At(4.25), SampleCall.At(4));
    }

    [Fact]
    public void Legs_that_are_open_at_the_end_share_it()
    {
        var end = new CallEnd(EndSide.Unknown, EndCause.Unknown, Detail: "server ended");

        var view = CallProjection.Apply(null, _sample.Answered().Append(_sample.Ended(end)))!;

        view.Legs.Should().OnlyContain(l => l.End == end && l.EndedAt == SampleCall.At(64));
    }

    [Fact]
    public void What_comes_before_the_start_or_names_an_unknown_leg_changes_nothing()
    {
        CallProjection.Apply(null, new LegRinging(_sample.Id, SampleCall.At(1), SampleCall.CallerLeg)).Should().BeNull();

        var began = CallProjection.Apply(null, _sample.Began());
        CallProjection.Apply(began, new LegRinging(_sample.Id, SampleCall.At(1), new LegId(9))).Should().BeSameAs(began);
    }

    [Fact]
    public void Keys_and_anonymous_callers_are_not_written_down()
    {
        EventPrivacy
            .Clean(new LegDigit(_sample.Id, SampleCall.At(1), SampleCall.CallerLeg, '7'))
            .Should()
            .Match<LegDigit>(d => d.Digit == '•');
        var started = new CallStarted(_sample.Id, SampleCall.At(0), new Party("+39", "Ada", IsAnonymous: true), new Party("201", "Mario"));

        EventPrivacy.Clean(started).Should().Be(started with { Caller = new Party("", "", true) });
    }

    [Fact]
    public void What_a_caller_enters_in_a_flow_is_not_written_down_but_its_way_is()
    {
        FlowStepTaken Step(string step, string value, string result) => new(_sample.Id, SampleCall.At(1), "welcome", step, value, result);
        CallEvent[] events =
        [
            .. _sample.Began(),
            Step("menu", "choose", "2"),
            Step("collect", "pin", "4711"),
            Step("set", "copy", "4711"),
            Step("extension", "4711", "busy"),
        ];

        var view = CallProjection.Apply(null, events.Select(EventPrivacy.Clean))!;

        view.Path.Select(p => $"{p.Flow} {p.Step} {p.Value} {p.Result}")
            .Should()
            .Equal("welcome menu choose 2", "welcome collect pin ••••", "welcome set copy ", "welcome extension  busy");
    }

    [Fact]
    public void Every_event_is_written_and_read_back()
    {
        var end = new CallEnd(EndSide.Callee, EndCause.Busy, 486, 17, "Busy here");
        CallEvent[] others =
        [
            new LegEarlyMedia(_sample.Id, SampleCall.At(2), SampleCall.CalledLeg),
            new LegHeld(_sample.Id, SampleCall.At(5), SampleCall.CalledLeg, true),
            new LegDigit(_sample.Id, SampleCall.At(6), SampleCall.CalledLeg, '•'),
            new CallTakenOver(_sample.Id, SampleCall.At(7)),
            new CallTransferred(_sample.Id, SampleCall.At(7), SampleCall.CalledLeg, new LegId(3)),
            new CallMerged(_sample.Id, SampleCall.At(7), new CallId("OTHER")),
            new CallParked(_sample.Id, SampleCall.At(7), SampleCall.CalledLeg, SampleCall.CallerLeg, "1"),
            new LegConferred(_sample.Id, SampleCall.At(7), SampleCall.CallerLeg, "sales", new Party("201", "Mario")),
            new LegMuted(_sample.Id, SampleCall.At(7), SampleCall.CallerLeg, true),
            new SupervisionChanged(_sample.Id, SampleCall.At(7), new LegId(3), SampleCall.CalledLeg, SupervisionMode.Whisper),
            new SupervisionChanged(_sample.Id, SampleCall.At(8), new LegId(3), SampleCall.CalledLeg, null),
            new RecordingChanged(_sample.Id, SampleCall.At(7), RecordingStep.Started, "201 | carrier"),
            new FlowStepTaken(_sample.Id, SampleCall.At(7), "welcome", "menu", "choose", "1"),
            new MessageLeft(_sample.Id, SampleCall.At(7), "sales", "20261127T100500000-1a2b", TimeSpan.FromSeconds(7)),
            new LegEnded(_sample.Id, SampleCall.At(8), SampleCall.CalledLeg, end, null),
        ];
        var all = _sample.Whole().Concat(others).ToList();

        all.Select(e => EventCodec.Read(EventCodec.NameOf(e), EventCodec.Write(e))).Should().Equal(all);
        all.Select(e => e.GetType()).Distinct().Should().BeEquivalentTo(EventCodec.Types, "each type has a sample here");
    }

    [Fact]
    public void Every_event_type_has_a_stored_name() =>
        EventCodec
            .Types.Should()
            .BeEquivalentTo(typeof(CallEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CallEvent)) && !t.IsAbstract));

    [Fact]
    public void A_stored_event_keeps_its_form()
    {
        var json = System.Text.Encoding.UTF8.GetString(
            EventCodec.Write(_sample.Ended(new CallEnd(EndSide.Caller, EndCause.Normal, 0, 16)))
        );

        json.Should()
            .Be(
                """{"end":{"side":"Caller","cause":"Normal","sipStatus":0,"q850":16,"detail":""},"call":"01JB0000000000000000000001","at":"2026-03-02T09:16:04+00:00"}"""
            );
    }

    [Theory]
    [InlineData("unknown-event", "{}")]
    [InlineData("call-ended", "{ damaged")]
    public void What_cannot_be_read_is_no_event(string name, string json) =>
        EventCodec.Read(name, System.Text.Encoding.UTF8.GetBytes(json)).Should().BeNull();
}
