using System.Globalization;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>How established calls end.</summary>
public sealed class CallEndTests : CallTests
{
    [Fact]
    public void Both_hang_up_at_once()
    {
        var (caller, callee) = Bench.Established();
        Carrier.Post(caller.BuildBye());
        Teams.Post(callee.BuildBye());
        Bench.World.Run();
        Carrier.Take(200);
        Teams.Take(200);
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
        Bench.Sink.All<LegEnded>().Select(e => e.End.Side).Should().Equal(EndSide.Caller, EndSide.Callee);
    }

    [Fact]
    public void BYE_that_crosses_ours_is_answered()
    {
        var (caller, callee) = Bench.Established();
        caller.Bye();
        var ours = Teams.Take(SipMethod.Bye);
        Teams.Send(callee.BuildBye());
        Teams.Take(200);
        Teams.Send(SipResponseBuilder.For(ours, 200).Build());
        Bench.End.Side.Should().Be(EndSide.Caller);
    }

    [Fact]
    public void BYE_between_our_answer_and_its_ACK_ends_the_call()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(200, PeerSdp.Teams);
        callee.TakesAck();
        caller.Takes(200);
        callee.Bye();
        Carrier.TakesNothing(); // RFC 3261 15: the answering side may not send BYE before it has the ACK
        caller.Ack();
        caller.TakesBye();
        Bench.End.Should().Be(new CallEnd(EndSide.Callee, EndCause.Normal));
    }

    [Fact]
    public void Missing_ACK_ends_the_call()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers();
        Bench.Advance(33);
        Carrier.Inbox.RemoveAll(m => m is SipResponse { StatusCode: 200 });
        callee.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=102");
        Carrier.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Bye });
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.SessionExpired, Detail: "our answer was never acknowledged"));
        Bench.Advance(40);
        Carrier.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Bye });
    }

    [Fact]
    public void Silence_of_a_party_ends_the_call()
    {
        var (caller, callee) = Bench.Established();
        Bench.Media.Raise(new StreamSilent(Bench.Stream(1).Id, TimeSpan.FromSeconds(30)));
        Bench.World.Run();
        caller.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=102");
        callee.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=102");
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.MediaTimeout, Detail: "no RTP of leg 1 for 30 s"));
    }

    [Fact]
    public void Longest_duration_ends_the_call()
    {
        var (caller, callee) = Bench.Established();
        Bench.Advance(599);
        Carrier.TakesNothing();
        Bench.Advance(1.1);
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.MaximumDuration);
    }

    [Fact]
    public void Lost_media_ends_calls_and_new_ones_begin_when_it_is_back()
    {
        var (caller, callee) = Bench.Established();
        var ringing = Second.Call();
        Second.Take(100);
        var rung = Teams.Called();
        rung.Responds(180);
        ringing.TakesRinging();

        Bench.Media.Lose("killed by signal 9");
        Bench.World.Run();
        caller.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=41");
        callee.TakesBye();
        ringing.TakesRefusal(503);
        rung.TakesCancel();
        Bench
            .Sink.All<CallEnded>()
            .Should()
            .OnlyContain(e => e.End == new CallEnd(EndSide.System, EndCause.MediaLost, 0, 0, "killed by signal 9"));
        Bench.Sink.All<LegEnded>().Should().OnlyContain(e => e.Media == null);

        var refused = Carrier.Call();
        refused.TakesRefusal(503);
        Bench.Media.Refusals.Clear();

        Bench.Media.Restore();
        (caller, callee) = Bench.Established();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Digits_of_a_party_are_told()
    {
        var (caller, callee) = Bench.Established();
        Bench.Media.Raise(new DigitReceived(Bench.Stream(2).Id, '5', TimeSpan.FromMilliseconds(120)));
        Bench.World.Run();
        Bench.Sink.Single<LegDigit>().Should().BeEquivalentTo(new { Leg = new LegId(2), Digit = '5' });
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Session_that_is_not_refreshed_expires()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Session = Bench.Director.Carrier.Session with { SessionTimer = new SessionTimerSettings { Ask = false } },
        };
        var caller = Carrier.Call(headers: ["Supported: timer", "Session-Expires: 120;refresher=uac"]);
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers();
        caller.TakesAnswer().Headers.First(HeaderName.SessionExpires).Should().StartWith("120");
        Bench.AwaitMessage(Carrier, 120);
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.SessionExpired, Detail: "the session was not refreshed"));
    }

    [Fact]
    public void We_refresh_with_the_same_SDP_and_a_peer_that_forgot_the_call_ends_it()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Session = Bench.Director.Carrier.Session with { SessionTimer = new SessionTimerSettings { Ask = false } },
        };
        var caller = Carrier.Call(headers: ["Supported: timer", "Session-Expires: 120;refresher=uas"]);
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers();
        var answer = PeerCall.Description(caller.TakesAnswer());
        Bench.AwaitMessage(Carrier, 61);
        var refresh = Carrier.Take(SipMethod.Invite);
        PeerCall.Description(refresh).Print().Should().Be(answer.Print());
        Teams.TakesNothing();
        Carrier.Send(SipResponseBuilder.For(refresh, 481).Build());
        Carrier.Take(SipMethod.Ack);
        Carrier.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Bye });
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.SessionExpired);
    }

    [Fact]
    public void Figures_that_never_come_do_not_keep_the_call()
    {
        var (caller, callee) = Bench.Established();
        Bench.Media.Hold();
        caller.Bye();
        callee.TakesBye();
        Bench.Sink.All<CallEnded>().Should().BeEmpty();
        Bench.Advance(2.1);
        Bench.End.Cause.Should().Be(EndCause.Normal);
        Bench.Sink.All<LegEnded>().Should().OnlyContain(e => e.Media == null);
        Bench.Media.Release();
    }

    [Fact]
    public void Command_that_the_media_refuses_ends_the_call()
    {
        var (caller, callee) = Bench.Established();
        Bench.Media.Forget(Bench.Stream(2).Id);
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.MediaLost);
        Bench.Media.Refusals.Clear();
    }

    [Fact]
    public void Many_calls_at_once_end_each_for_itself()
    {
        Bench = new CallsBench(loops: 2);
        var calls = Enumerable.Range(0, 20).Select(_ => Bench.Established()).ToList();
        Bench.Node.Calls.Should().HaveCount(20);
        Bench.Media.Streams.Should().HaveCount(40);
        foreach (var (caller, callee) in calls.Where((_, i) => i % 2 == 0))
        {
            callee.Bye();
            caller.TakesBye();
        }
        Bench.Node.Calls.Should().HaveCount(10);
        foreach (var (caller, callee) in calls.Where((_, i) => i % 2 == 1))
        {
            caller.Bye();
            callee.TakesBye();
        }
        Bench.Sink.All<CallEnded>().Select(e => e.End.Side.ToString()).Should().HaveCount(20);
        Bench.Media.Commands.Count.ToString(CultureInfo.InvariantCulture).Should().NotBe("0");
    }
}
