using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Commands;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>What happens when the called side does not answer: the next line, or the caller is told why.</summary>
public sealed class FailoverTests : CallTests
{
    [Fact]
    public void Full_line_is_passed_over()
    {
        Bench.Director.Full.Add("carrier");
        var caller = Teams.Call();
        Teams.Take(100);
        Carrier.TakesNothing();
        var callee = Second.Called();
        callee.Answers();
        caller.TakesAnswer();
        caller.Bye();
        callee.TakesBye();
        Bench.Sink.All<LegStarted>().Select(e => e.Name).Should().Equal("teams", "second");
    }

    [Fact]
    public void Every_line_full_gets_503_with_cause_34()
    {
        Bench.Director.Full.UnionWith(["carrier", "second"]);
        var caller = Teams.Call();
        caller.TakesRefusal(503).Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=34");
        Bench.End.Cause.Should().Be(EndCause.LineFull);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void Line_that_fails_is_followed_by_the_next(int status)
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var first = Carrier.Called();
        first.Refuses(status);
        Bench.Director.Taken["carrier"].Should().Be(0, "the failed line's channel is free at once");
        Bench.Media.Streams.Should().HaveCount(2, "the failed leg's stream is closed at once");
        var callee = Second.Called();
        callee.Request.CallId.Should().NotBe(first.Request.CallId);
        callee.Answers();
        caller.TakesAnswer();
        callee.Bye();
        caller.TakesBye();
        Bench.Sink.All<LegEnded>().Select(e => e.End.SipStatus).Should().Equal(status, 0, 0);
    }

    [Theory]
    [InlineData(404, EndCause.UnknownNumber, 404)]
    [InlineData(480, EndCause.Unreachable, 480)]
    [InlineData(486, EndCause.Busy, 486)]
    [InlineData(488, EndCause.NoCommonMedia, 488)]
    [InlineData(403, EndCause.Forbidden, 403)]
    [InlineData(407, EndCause.Forbidden, 403)]
    [InlineData(408, EndCause.NoAnswer, 480)]
    [InlineData(600, EndCause.Busy, 600)]
    [InlineData(603, EndCause.Declined, 603)]
    public void Answer_of_the_called_party_is_final(int status, EndCause cause, int told)
    {
        var caller = Teams.Call();
        Teams.Take(100);
        Carrier.Called().Refuses(status);
        caller.TakesRefusal(told);
        Second.TakesNothing();
        Bench.End.Cause.Should().Be(cause);
        Bench.End.Side.Should().Be(EndSide.Callee);
        Bench.End.SipStatus.Should().Be(status);
    }

    [Fact]
    public void Busy_wrapped_in_a_500_is_final()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        Carrier.Called().Refuses(500, "Reason: Q.850;cause=17");
        caller.TakesRefusal(500);
        Second.TakesNothing();
        Bench.End.Cause.Should().Be(EndCause.Busy);
    }

    [Fact]
    public void Busy_of_teams_reaches_the_carrier_as_17()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        Teams.Called().Refuses(486, "REASON: Q.850;cause=34;text=\"guid;busy\"");
        caller.TakesRefusal(486).Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=17");
        Bench.End.Should().Be(new CallEnd(EndSide.Callee, EndCause.Busy, 486, 17, "guid;busy"));
    }

    [Fact]
    public void Busy_of_the_carrier_reaches_teams_as_34()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        Carrier.Called().Refuses(486, "Reason: Q.850;cause=17");
        caller.TakesRefusal(486).Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=34");
    }

    [Fact]
    public void Silent_line_is_followed_by_the_next()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        Bench.Advance(6.01);
        Carrier.Inbox.Should().NotBeEmpty().And.AllBeOfType<SipRequest>();
        Carrier.Inbox.Clear();
        var callee = Second.Called();
        callee.Answers();
        caller.TakesAnswer();
        caller.Bye();
        callee.TakesBye();
        Bench.Sink.All<LegEnded>().First().End.Cause.Should().Be(EndCause.LineDown);
    }

    [Fact]
    public void Every_line_down_gets_503()
    {
        Carrier.IsDown = Second.IsDown = true;
        var caller = Teams.Call();
        Teams.Take(100);
        caller.TakesRefusal(503).Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=38");
        Bench.End.Cause.Should().Be(EndCause.LineDown);
        Bench.End.Detail.Should().Contain("refused");
    }

    [Fact]
    public void Teams_down_gets_503()
    {
        Teams.IsDown = true;
        var caller = Carrier.Call();
        Carrier.Take(100);
        caller.TakesRefusal(503);
        Bench.End.Cause.Should().Be(EndCause.LineDown);
    }

    [Fact]
    public void Plan_without_any_line_gets_503()
    {
        Bench.Director.Change = plan => plan with { Ring = null };
        Carrier.Call().TakesRefusal(503);
        Bench.End.Cause.Should().Be(EndCause.LineDown);
    }

    [Fact]
    public void Address_that_answered_and_the_user_are_told_to_history_and_live_view()
    {
        var target = Bench.Director.Target("carrier");
        var hops = new Destination([new DestinationHop("198.51.100.7", 5060), new DestinationHop("198.51.100.8", 5060)]);
        target = target with { User = "mrossi", Invite = target.Invite with { Destination = hops } };
        Bench.Director.Change = plan => plan with { Ring = RingStage.Of(target) };
        Carrier.IsDown = true;
        var caller = Teams.Call();
        Teams.Take(100);
        var callee = Second.Called();
        Bench.Sink.All<LegStarted>().Last().Should().BeEquivalentTo(new { User = "mrossi", Peer = "198.51.100.7" });
        callee.Answers();
        caller.TakesAnswer();
        Bench.Sink.Single<LegAnswered>().Peer.Should().Be("198.51.100.8:5060");
        Bench.Director.Taken.Clear(); // they died with the process
        Bench.Restart();
        Bench.Node.Calls.Single().Legs[1].Should().BeEquivalentTo(new { User = "mrossi", Peer = "198.51.100.8:5060" });
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Ringing_too_long_is_cancelled_plainly()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(180);
        caller.TakesRinging();
        Bench.Advance(60.01);
        callee.TakesCancel().Headers.Contains(HeaderName.Reason).Should().BeFalse("the called party's phone shall show a missed call");
        caller.TakesRefusal(480).Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=19");
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.NoAnswer));
    }

    [Fact]
    public void Ring_time_counts_over_all_lines()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var first = Carrier.Called();
        first.Responds(180);
        caller.TakesRinging();
        Bench.Advance(40);
        first.Refuses(503);
        var second = Second.Called();
        second.Responds(180);
        Teams.TakesNothing();
        Bench.Advance(20.01);
        second.TakesCancel();
        caller.TakesRefusal(480);
    }

    [Theory]
    [InlineData(MediaError.NoPortFree, EndCause.Overload, 503)]
    [InlineData(MediaError.Unavailable, EndCause.MediaLost, 503)]
    [InlineData(MediaError.InvalidValue, EndCause.InternalError, 500)]
    public void Without_media_there_is_no_call(MediaError error, EndCause cause, int status)
    {
        Bench.Media.RefuseOpening = error;
        Carrier.Call().TakesRefusal(status);
        Bench.End.Cause.Should().Be(cause);
        Teams.TakesNothing();
        Bench.Media.Refusals.Should().HaveCount(2);
        Bench.Media.Refusals.Clear();
    }

    [Fact]
    public void Unknown_media_address_of_the_called_line_is_told()
    {
        Bench.Media.Addresses.Remove("teams");
        Carrier.Call().TakesRefusal(500);
        Bench.End.Detail.Should().Be("no media address teams");
        Bench.Media.Refusals.Clear();
    }
}
