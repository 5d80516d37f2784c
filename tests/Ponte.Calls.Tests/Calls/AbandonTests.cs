using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>The caller gives up: at every step, and in every race.</summary>
public sealed class AbandonTests : CallTests
{
    [Fact]
    public void Caller_gives_up_while_it_rings()
    {
        var (caller, callee) = Ringing();
        caller.Cancel();
        Carrier.Take(200);
        callee.TakesCancel().Headers.Contains(HeaderName.Reason).Should().BeFalse("a missed call shall show");
        caller.TakesRefusal(487);
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Abandoned, 487));
        Bench.Sink.All<LegEnded>().Should().OnlyContain(e => e.End == Bench.End);
    }

    [Fact]
    public void Answered_elsewhere_is_passed_on()
    {
        var (caller, callee) = Ringing();
        caller.Cancel("Reason: SIP;cause=200;text=\"Call completed elsewhere\"");
        Carrier.Take(200);
        callee.TakesCancel().Headers.First(HeaderName.Reason).Should().Be("SIP;cause=200;text=\"Call completed elsewhere\"");
        caller.TakesRefusal(487);
        Bench.End.Cause.Should().Be(EndCause.AnsweredElsewhere);
    }

    [Fact]
    public void Caller_gives_up_while_media_opens()
    {
        Bench.Media.Hold();
        var caller = Carrier.Call();
        Carrier.Take(100);
        caller.Cancel();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Bench.Media.Release();
        Bench.World.Run();
        Teams.TakesNothing();
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
        Bench.Sink.Story().Should().Equal("CallStarted", "LegStarted 1", "LegEnded 1", "CallEnded");
    }

    [Fact]
    public void Caller_gives_up_before_the_called_side_said_anything()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        caller.Cancel();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Teams.TakesNothing();
        callee.Responds(100);
        callee.TakesCancel();
    }

    [Fact]
    public void Answer_that_crosses_the_CANCEL_is_ended_by_BYE()
    {
        var (caller, callee) = Ringing();
        caller.Cancel("Reason: SIP;cause=200;text=\"Call completed elsewhere\"");
        Carrier.Take(200);
        caller.TakesRefusal(487);
        var cancel = Teams.Take(SipMethod.Cancel);
        callee.Responds(200, PeerSdp.Teams);
        Teams.Send(SipResponseBuilder.For(cancel, 200, toTag: callee.LocalTag).Build());
        callee.TakesAck();
        callee.TakesBye().Headers.First(HeaderName.Reason).Should().Be("SIP;cause=200;text=\"Call completed elsewhere\"");
        Bench.End.Cause.Should().Be(EndCause.AnsweredElsewhere);
    }

    [Fact]
    public void CANCEL_before_the_answer_in_one_instant_abandons_the_call()
    {
        var (caller, callee) = Ringing();
        Carrier.Post(caller.BuildCancel());
        Teams.Post(callee.BuildResponse(200, PeerSdp.Teams));
        Bench.World.Run();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Teams.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Cancel });
        callee.TakesAck();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    [Fact]
    public void Answer_before_the_CANCEL_in_one_instant_answers_the_call()
    {
        var (caller, callee) = Ringing();
        Teams.Post(callee.BuildResponse(200, PeerSdp.Teams));
        Bench.World.Run();
        callee.TakesAck();
        Carrier.Post(caller.BuildCancel());
        Bench.World.Run();
        // RFC 3261 9.2: the CANCEL came too late; the caller ends the call by ACK and BYE.
        caller.TakesAnswer();
        Carrier.Take(200);
        caller.Bye();
        callee.TakesBye();
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
        Bench.Sink.All<LegsBridged>().Should().HaveCount(1);
    }

    [Fact]
    public void Refusal_that_crosses_the_CANCEL_changes_nothing()
    {
        var (caller, callee) = Ringing();
        Carrier.Post(caller.BuildCancel());
        Teams.Post(callee.BuildResponse(486));
        Bench.World.Run();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Teams.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Cancel });
        callee.TakesAck();
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    [Fact]
    public void Caller_may_end_the_early_dialog_by_BYE()
    {
        var (caller, callee) = Ringing();
        caller.Bye();
        callee.TakesCancel();
        caller.TakesRefusal(487);
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    [Fact]
    public void No_second_line_is_tried_after_the_caller_gave_up()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var callee = Carrier.Called();
        Teams.Post(caller.BuildCancel());
        Carrier.Post(callee.BuildResponse(503));
        Bench.World.Run();
        Teams.Take(200);
        caller.TakesRefusal(487);
        Carrier.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Cancel });
        callee.TakesAck();
        Second.TakesNothing();
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    private (PeerCall Caller, PeerCall Callee) Ringing()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(180);
        caller.TakesRinging();
        return (caller, callee);
    }
}
