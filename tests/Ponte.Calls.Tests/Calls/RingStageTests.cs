using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Commands;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Delays and order of places, and what comes after a stage.</summary>
public sealed class RingStageTests : TwinTestBase
{
    [Fact]
    public void T7_delayed_device_begins_after_its_delay()
    {
        CordlessBranch = CordlessBranch with { Delay = TimeSpan.FromSeconds(10) };
        var caller = Carrier.Call();
        Carrier.Take(100);
        var inTeams = Teams.Called();
        inTeams.Responds(180);
        caller.TakesRinging();
        Bench.Advance(9.9);
        Cordless.TakesNothing();
        Bench.Advance(0.2);
        var onCordless = Cordless.Called();
        onCordless.Answers();
        inTeams.TakesCancel();
        Talk(caller, onCordless);
    }

    [Fact]
    public void T7_delayed_device_never_rings_when_the_other_answers_before()
    {
        CordlessBranch = CordlessBranch with { Delay = TimeSpan.FromSeconds(10) };
        var caller = Carrier.Call();
        Carrier.Take(100);
        var inTeams = Teams.Called();
        inTeams.Answers();
        Talk(caller, inTeams);
        Bench.Advance(30);
        Cordless.TakesNothing();
        Bench.Sink.All<LegStarted>().Should().HaveCount(2);
    }

    [Fact]
    public void T7_delayed_device_begins_at_once_when_nobody_else_rings()
    {
        CordlessBranch = CordlessBranch with { Delay = TimeSpan.FromSeconds(10) };
        var caller = Carrier.Call();
        Carrier.Take(100);
        Teams.Called().Refuses(480);
        var onCordless = Cordless.Called();
        onCordless.Answers();
        Talk(caller, onCordless);
    }

    [Fact]
    public void Hubs_that_are_all_down_let_the_devices_ring_at_once()
    {
        CordlessBranch = CordlessBranch with { Delay = TimeSpan.FromSeconds(10) };
        Teams.IsDown = true;
        var caller = Carrier.Call();
        Carrier.Take(100);
        var onCordless = Cordless.Called();
        onCordless.Answers();
        Talk(caller, onCordless);
        EndOf("teams").Cause.Should().Be(EndCause.LineDown);
    }

    [Fact]
    public void Second_way_to_a_place_is_tried_while_the_other_place_rings()
    {
        Change = stage =>
            stage with
            {
                Branches = [stage.Branches[0] with { Attempts = [Bench.Director.Target("carrier"), ToTeams] }, stage.Branches[1]],
            };
        Bench.Director.Full.Add("carrier");
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Answers();
        onCordless.TakesCancel();
        Talk(caller, inTeams);
    }

    [Fact]
    public void Way_to_a_place_that_fails_while_it_rings_is_followed_by_the_next()
    {
        Change = stage =>
            stage with
            {
                Branches = [stage.Branches[0] with { Attempts = [ToTeams, Bench.Director.Target("carrier")] }, stage.Branches[1]],
            };
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Refuses(503);
        var other = Carrier.Called();
        other.Responds(180);
        Cordless.TakesNothing();
        Carrier.TakesNothing();
        onCordless.Answers();
        var cancel = Carrier.Take(SipMethod.Cancel);
        Reason(cancel).Should().BeNull("what holds for the place holds for all ways to it");
        caller.TakesAnswer();
        Carrier.Send(SipResponseBuilder.For(cancel, 200, toTag: other.LocalTag).Build());
        other.Refuses(487);
        caller.Bye();
        onCordless.TakesBye();
        EndOf("teams").Cause.Should().Be(EndCause.RemoteFailure);
    }

    [Fact]
    public void Stage_that_nobody_answers_is_followed_by_the_next()
    {
        Change = stage => stage with { OnNoAnswer = Next };
        var (caller, inTeams, onCordless) = Ringing();
        Bench.Advance(29.9);
        Teams.TakesNothing();
        Bench.Advance(0.2);
        Reason(inTeams.TakesCancel()).Should().BeNull("it is a missed call");
        Reason(onCordless.TakesCancel()).Should().BeNull();
        EndOf("teams").Should().Be(new CallEnd(EndSide.System, EndCause.NoAnswer));
        var next = Carrier.Called();
        next.Responds(180);
        Carrier.TakesNothing(); // the caller hears ringing already
        next.Answers();
        Talk(caller, next);
        Bench.Sink.All<LegAnswered>().Should().ContainSingle();
    }

    [Theory]
    [InlineData(486, EndCause.Busy)]
    [InlineData(603, EndCause.Declined)]
    [InlineData(480, EndCause.Unreachable)]
    [InlineData(404, EndCause.UnknownNumber)]
    public void Next_stage_is_the_one_for_the_end_of_this(int status, EndCause cause)
    {
        Change = stage =>
            stage with
            {
                OnBusy = cause == EndCause.Busy ? Next : null,
                OnDeclined = cause == EndCause.Declined ? Next : null,
                OnUnreachable = cause is EndCause.Unreachable or EndCause.UnknownNumber ? Next : null,
            };
        var (caller, inTeams, onCordless) = Ringing();
        onCordless.Refuses(480);
        inTeams.Refuses(status);
        var next = Carrier.Called();
        next.Answers();
        Talk(caller, next);
    }

    [Fact]
    public void Stage_without_any_place_goes_on_at_once()
    {
        Change = stage => stage with { Branches = [], OnUnreachable = Next };
        var caller = Carrier.Call();
        Carrier.Take(100);
        var next = Carrier.Called();
        next.Answers();
        Talk(caller, next);
    }

    [Fact]
    public void Stage_without_any_place_and_successor_is_unreachable()
    {
        Change = stage => stage with { Branches = [] };
        Carrier.Call().TakesRefusal(480);
        Bench.End.Cause.Should().Be(EndCause.Unreachable);
    }

    [Fact]
    public void Busy_on_one_side_and_no_answer_on_the_other_is_busy()
    {
        Change = stage => stage with { OnBusy = Next };
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Refuses(486);
        Bench.Advance(30.1);
        onCordless.TakesCancel();
        var next = Carrier.Called();
        next.Answers();
        Talk(caller, next);
    }

    [Fact]
    public void Time_for_the_whole_ends_the_call_whatever_stage_would_follow()
    {
        Change = stage => stage with { Timeout = TimeSpan.FromMinutes(3), OnNoAnswer = Next };
        var (caller, inTeams, onCordless) = Ringing();
        Bench.Advance(60.1); // the plan's
        inTeams.TakesCancel();
        onCordless.TakesCancel();
        caller.TakesRefusal(480);
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.NoAnswer));
    }

    [Fact]
    public void Time_of_a_stage_that_is_over_does_not_end_the_next()
    {
        Change = stage => stage with { OnBusy = Next };
        var (caller, inTeams, onCordless) = Ringing();
        Bench.Advance(20);
        inTeams.Refuses(486);
        onCordless.Refuses(486);
        var next = Carrier.Called();
        next.Responds(180);
        Bench.Advance(20); // the first stage's 30 s pass
        Carrier.TakesNothing();
        next.Answers();
        Talk(caller, next);
    }

    [Fact]
    public void Command_ends_all_that_rings()
    {
        var (caller, inTeams, onCordless) = Ringing();
        Bench.Node.HangUp(Bench.Node.Calls.Single().Id, "by gina");
        Reason(inTeams.TakesCancel()).Should().BeNull();
        Reason(onCordless.TakesCancel()).Should().BeNull();
        caller.TakesRefusal(480);
        Bench.End.Detail.Should().Be("by gina");
    }

    [Fact]
    public void Place_whose_media_does_not_open_leaves_the_others()
    {
        Bench.Director.Teams = Bench.Director.Teams with { MediaAddressName = "nowhere" };
        var caller = Carrier.Call();
        Carrier.Take(100);
        Teams.TakesNothing();
        var onCordless = Cordless.Called();
        onCordless.Answers();
        Talk(caller, onCordless);
        Bench.Media.Refusals.Should().ContainSingle().Which.Command.Should().BeOfType<OpenStream>();
        Bench.Media.Refusals.Clear();
    }

    [Fact]
    public void Caller_who_gives_up_while_media_opens_rings_nobody()
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
        Cordless.TakesNothing();
        Bench.Sink.Story().Should().Equal("CallStarted", "LegStarted 1", "LegEnded 1", "CallEnded");
    }

    private RingStage Next => RingStage.Of(Bench.Director.Target("carrier"));
}
