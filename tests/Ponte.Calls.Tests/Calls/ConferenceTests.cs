using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.TestKit.Media;

namespace Ponte.Calls.Tests.Calls;

/// <summary>More than two parties: rooms that callers enter, and third parties who come to a call of two.</summary>
public sealed class ConferenceTests : CallTests
{
    private static readonly RoomPlan Room = new("sales", new Party("800", "Sales"), 3) { MaximumDuration = TimeSpan.FromMinutes(10) };

    private static readonly CallsOptions Options = new() { FlowTimeout = TimeSpan.FromMinutes(5) };

    public ConferenceTests() => Bench = new CallsBench(Options);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Callers_of_a_room_hear_each_other_and_not_themselves_until_the_last_has_left(int loops)
    {
        Bench = new CallsBench(Options, loops);
        var first = Enters(Carrier);
        var room = RoomCall;
        room.Room.Should().Be("sales");
        Streams.Single().Tone!.Tone.Should().Be(Ponte.Media.Control.Model.ToneKind.Hold, "one who is alone hears that it waits");
        var second = Enters(Second);
        Streams.Should().OnlyContain(s => s.Tone == null);
        var third = Enters(Phone);
        HearEachOther(Streams);
        Streams.Should().OnlyContain(s => s.Role!.Chimes);
        RoomCall.Legs.Select(l => l.Name).Should().Equal("carrier", "second", "201-desk");
        Bench.Sink.All<CallEnded>().Select(e => e.End.Cause).Should().Equal(EndCause.Merged, EndCause.Merged, EndCause.Merged);

        first.Bye();
        HearEachOther(Streams);
        Streams.Should().HaveCount(2);
        third.Bye();
        Streams.Single().Tone.Should().NotBeNull("it is alone again");
        second.Bye();
        Bench.Node.Calls.Should().BeEmpty();
        Bench.Sink.All<LegConferred>().Select(e => e.Room).Should().Equal("sales", "sales", "sales");
    }

    [Fact]
    public void A_full_room_lets_nobody_in_and_lets_the_next_in_when_somebody_has_left()
    {
        PeerCall[] inside = [Enters(Carrier), Enters(Second), Enters(Phone)];
        var flow = new ScriptedFlow(Bench, new FlowEnter(Room))
        {
            OnNews = news => news is FlowNobody { Cause: EndCause.Busy } ? ScriptedFlow.End(EndCause.Busy) : null,
        };
        Bench.Director.Change = plan => plan with { Flow = flow, Ring = null };
        var tooMany = Carrier.Call("800");
        tooMany.TakesAnswerAfterTrying();
        tooMany.TakesBye();
        Streams.Should().HaveCount(3);
        inside[1].Bye();
        var next = Enters(Carrier);
        HearEachOther(Streams);
        foreach (var call in inside.Where((_, i) => i != 1).Append(next))
        {
            call.Bye();
        }
    }

    [Fact]
    public void A_party_is_muted_by_command_and_while_it_holds_and_is_removed()
    {
        var (first, second, third) = (Enters(Carrier), Enters(Second), Enters(Phone));
        var id = RoomCall.Id;
        var phone = RoomCall.Legs[2].Id;
        Order(id, phone, ConferenceOrder.Mute);
        Bench.Sink.Single<LegMuted>().IsMuted.Should().BeTrue();
        RoomCall.Legs[2].IsMuted.Should().BeTrue();
        Streams[0].Hears(Streams[2]).Should().BeFalse();
        Streams[2].Hears(Streams[0]).Should().BeTrue();
        Order(id, phone, ConferenceOrder.Unmute);
        HearEachOther(Streams);

        first.ReinvitesWith(first.Sdp with { Version = 2, Direction = "sendonly" });
        Streams[1].Hears(Streams[0]).Should().BeFalse("its telephone may play music");
        first.ReinvitesWith(first.Sdp with { Version = 3, Direction = "sendrecv" });
        HearEachOther(Streams);

        Order(id, phone, ConferenceOrder.Remove);
        third.TakesBye();
        Bench.Node.Confer(id, phone, ConferenceOrder.Mute).Should().BeFalse("it is no longer there");
        Bench.Node.Confer(new CallId("none"), phone, ConferenceOrder.Mute).Should().BeFalse();
        HearEachOther(Streams);
        first.Bye();
        Bench.Node.HangUp(id, "by the test").Should().BeTrue();
        second.TakesBye();
    }

    [Fact]
    public void A_room_outlives_a_restart()
    {
        var (first, second, third) = (Enters(Carrier), Enters(Second), Enters(Phone));
        Order(RoomCall.Id, RoomCall.Legs[0].Id, ConferenceOrder.Mute);
        third.Bye();
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        RoomCall.Room.Should().Be("sales");
        RoomCall.Legs[0].IsMuted.Should().BeTrue();
        Streams[1].Hears(Streams[0]).Should().BeFalse();
        Streams[0].Hears(Streams[1]).Should().BeTrue();
        var next = Enters(Phone);
        Streams.Should().HaveCount(3).And.OnlyContain(s => s.Mix == Streams[0].Mix, "it is the same room");
        first.Bye();
        next.Bye();
        second.Bye();
    }

    [Fact]
    public void A_third_party_comes_to_a_call_of_two_and_two_who_are_left_talk_as_before()
    {
        var (caller, callee) = Bench.Established();
        var id = Bench.Node.Calls.Single().Id;
        var third = Invited(id);
        HearEachOther(Streams);
        Bench.Node.Calls.Single().Room.Should().BeEmpty();
        Streams[0].Listeners.Should().Contain(Streams[1].Id, "relay goes on beneath the mix");
        callee.Sends(SipMethod.Refer, null, "Refer-To: <sip:phone@192.0.2.1>");
        Teams.Take(491);

        callee.Bye();
        Streams.Should().HaveCount(2).And.OnlyContain(s => s.Mix == null);
        HearEachOther(Streams);
        Bench.Node.Calls.Single().Room.Should().BeNull();
        var fourth = Invited(id, Second);
        HearEachOther(Streams);
        fourth.Bye();
        Streams.Should().OnlyContain(s => s.Mix == null);
        HearEachOther(Streams);
        caller.Bye();
        third.TakesBye();
    }

    [Fact]
    public void A_conference_of_three_outlives_a_restart_and_ends_as_a_call_of_two()
    {
        var (caller, callee) = Bench.Established();
        var third = Invited(Bench.Node.Calls.Single().Id);
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        HearEachOther(Streams);
        caller.Bye();
        HearEachOther(Streams);
        Streams.Should().OnlyContain(s => s.Mix == null);
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1, "it is journalled as a call of two again");
        HearEachOther(Streams);
        callee.Bye();
        third.TakesBye();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_user_makes_one_call_of_two_by_keys(int loops)
    {
        Bench = new CallsBench(Options, loops);
        var (held, holding) = PhoneCalls(Carrier, "carrier");
        holding.ReinvitesWith(holding.Sdp with { Version = 2, Direction = "inactive" });
        var (consulted, consulting) = PhoneCalls(Second, "second");
        var user = Streams[2];
        foreach (var key in "*75")
        {
            Bench.Media.Raise(new DigitReceived(user.Id, key, TimeSpan.FromMilliseconds(100)));
        }
        Bench.AwaitMessage(Phone, 3);
        holding.TakesBye();
        Streams.Should().HaveCount(3);
        HearEachOther(Streams);
        Streams.Should().OnlyContain(s => s.Tone == null);
        Bench.Node.Calls.Should().ContainSingle().Which.Legs.Should().HaveCount(3);
        consulting.Bye();
        HearEachOther(Streams);
        held.Bye();
        consulted.TakesBye();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public void A_user_makes_a_conference_of_two_calls_by_dialling_and_the_rest_stays_or_does_not(int loops, bool ends)
    {
        Bench = new CallsBench(Options, loops);
        Bench.Director.EndsConferenceWithInitiator = ends;
        var (held, holding) = PhoneCalls(Carrier, "carrier");
        holding.ReinvitesWith(holding.Sdp with { Version = 2, Direction = "inactive" });
        var (consulted, consulting) = PhoneCalls(Second, "second");
        consulting.ReinvitesWith(consulting.Sdp with { Version = 2, Direction = "inactive" });
        var call = Phone.Call("*75");
        call.TakesAnswerAfterTrying();
        Bench.Advance(0.3);
        Bench.AwaitMessage(Phone, 3);
        holding.TakesByeAmong(Phone);
        Bench.AwaitMessage(Phone, 3);
        consulting.TakesByeAmong(Phone);
        Streams.Should().HaveCount(3).And.OnlyContain(s => s.Tone == null);
        HearEachOther(Streams);
        call.Bye();
        if (!ends)
        {
            Streams.Should().HaveCount(2);
            HearEachOther(Streams);
            held.Bye();
        }
        else
        {
            held.TakesBye();
        }
        consulted.TakesBye();
    }

    [Fact]
    public void A_user_with_one_call_hears_that_there_is_nobody_to_confer_with()
    {
        var (far, phone) = PhoneCalls(Carrier, "carrier");
        var call = Phone.Call("*75");
        call.TakesAnswerAfterTrying();
        Streams[2].Tone!.Tone.Should().Be(Ponte.Media.Control.Model.ToneKind.Busy);
        Bench.AwaitMessage(Phone, 5);
        call.TakesBye();
        far.Bye();
        phone.TakesBye();
    }

    [Fact]
    public void Those_who_come_before_the_host_wait_and_hear_each_other_only_then()
    {
        var plan = Room with { WaitsForHost = true, Announces = false };
        var (first, second) = (Enters(Carrier, new FlowEnter(plan)), Enters(Second, new FlowEnter(plan)));
        Streams.Should().OnlyContain(s => s.Tone != null && !s.Role!.Speaks);
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        Streams.Should().OnlyContain(s => s.Tone != null && !s.Role!.Speaks, "they still wait");
        var host = Enters(Phone, new FlowEnter(plan, IsHost: true));
        Streams.Should().OnlyContain(s => s.Tone == null && !s.Role!.Chimes);
        HearEachOther(Streams);
        host.Bye();
        HearEachOther(Streams);
        first.Bye();
        second.Bye();
    }

    [Fact]
    public void A_party_is_handed_over_to_a_room()
    {
        var inside = Enters(Second);
        var (caller, callee) = Bench.Established();
        Bench.Director.ChangeTransfer = (_, plan) => plan with { Ring = null, Flow = new ScriptedFlow(Bench, new FlowEnter(Room)) };
        callee.Sends(SipMethod.Refer, null, "Refer-To: <sip:800@192.0.2.1>");
        Teams.Take(202);
        Teams.AnswerAll();
        Bench.Advance(3);
        Teams.AnswerAll();
        Streams.Should().HaveCount(2).And.OnlyContain(s => s.Tone == null);
        HearEachOther(Streams);
        caller.Bye();
        inside.Bye();
    }

    [Fact]
    public void Who_is_invited_and_does_not_answer_changes_nothing_and_who_answers_too_late_is_released()
    {
        var (caller, callee) = Bench.Established();
        var id = Bench.Node.Calls.Single().Id;
        Bench.Node.Invite(InvitationTo(id, "phone")).Should().NotBeNull();
        Phone.Called().Refuses(486);
        Bench.Node.Invite(InvitationTo(id, "phone"));
        var late = Phone.Called();
        caller.Bye();
        callee.TakesBye();
        late.Answers();
        late.TakesBye();
        Bench.Sink.All<CallEnded>().Select(e => e.End.Cause).Should().Equal(EndCause.Busy, EndCause.Normal, EndCause.Unreachable);
    }

    [Fact]
    public void A_party_whose_codec_cannot_be_mixed_is_asked_to_change()
    {
        var g729 = new AudioCapabilities { Codecs = [CodecOffer.G729, CodecOffer.Pcma] };
        Bench.Director.Carrier = Bench.Director.Carrier with { Media = g729 };
        (int, string)[] formats = [(18, "G729/8000")];
        var caller = Carrier.Call("second", new PeerSdp { Formats = [(18, "G729/8000"), (8, "PCMA/8000")] });
        Carrier.Take(100);
        var callee = Second.Called();
        callee.Answers(new PeerSdp { Address = "198.51.100.8", Formats = formats });
        caller.TakesAnswer();
        var third = Invited(Bench.Node.Calls.Single().Id, formats: [(8, "PCMA/8000")]);
        foreach (var (peer, call) in new[] { (Carrier, caller), (Second, callee) })
        {
            var reinvite = peer.Take(SipMethod.Invite);
            PeerCall.Description(reinvite).Media[0].Formats.Should().StartWith("8");
            call.AnswersReinvite(reinvite, call.Sdp with { Version = 2, Formats = [(8, "PCMA/8000")] });
        }
        Streams.Should().OnlyContain(s => s.Settings!.Formats[0].Encoding == "PCMA");
        Bench.Node.HangUp(Bench.Node.Calls.Single().Id, "by the test");
        caller.TakesBye();
        callee.TakesBye();
        third.TakesBye();
    }

    private LiveCall RoomCall => Bench.Node.Calls.Single(c => c.Room is not null);

    private List<FakeStream> Streams => [.. Bench.Media.Streams.Values.OrderBy(s => s.Id.Value)];

    private void Order(CallId call, LegId leg, ConferenceOrder order)
    {
        Bench.Node.Confer(call, leg, order).Should().BeTrue();
        Bench.World.Run();
    }

    private PeerCall Enters(Peer peer, FlowEnter? move = null)
    {
        Bench.Director.Change = plan => plan with { Flow = new ScriptedFlow(Bench, move ?? new FlowEnter(Room)), Ring = null };
        var call = peer.Call("800");
        call.TakesAnswerAfterTrying();
        Bench.Advance(0.1);
        Bench.Director.Change = plan => plan;
        return call;
    }

    private Invitation InvitationTo(CallId call, string who) =>
        new()
        {
            Origin = CallOrigin.Conference,
            Into = call,
            Plan = (_, _) =>
                ValueTask.FromResult(
                    new CallPlan
                    {
                        Caller = new Party("+390299999999", "Ada"),
                        Called = new Party("203", "Third"),
                        Ring = RingStage.Of(Bench.Director.Target(who)),
                        RingTimeout = TimeSpan.FromSeconds(20),
                    }
                ),
        };

    private PeerCall Invited(CallId id, Peer? peer = null, (int, string)[]? formats = null)
    {
        Bench.Node.Invite(InvitationTo(id, peer == Second ? "second" : "phone")).Should().NotBeNull();
        Bench.World.Run();
        var call = (peer ?? Phone).Called();
        call.Answers(formats is null ? null : call.Sdp with { Formats = formats });
        Bench.Advance(0.1);
        return call;
    }

    private (PeerCall Far, PeerCall Phone) PhoneCalls(Peer peer, string number)
    {
        var call = Phone.Call(number);
        Phone.Take(100);
        var far = peer.Called();
        far.Answers();
        call.TakesAnswer();
        return (far, call);
    }

    private static void HearEachOther(List<FakeStream> streams)
    {
        foreach (var listener in streams)
        {
            streams.Where(listener.Hears).Should().BeEquivalentTo(streams.Where(s => s != listener), o => o.ComparingByValue<FakeStream>());
        }
    }
}
