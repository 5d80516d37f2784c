using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Tests.Bench;

namespace Ponte.Calls.Tests.Calls;

/// <summary>The company is asked what shall become of a call, and may take its time.</summary>
public sealed class PlanTests : CallTests
{
    private readonly TaskCompletionSource _thought = new();

    [Fact]
    public void Call_goes_on_when_the_plan_is_there()
    {
        var caller = Asks();
        Bench.Sink.Events.Should().BeEmpty("nobody knows yet between whom it is");
        _thought.SetResult();
        var callee = Teams.Called();
        Bench.Sink.Single<CallStarted>().Called.Number.Should().Be("+390212345678");
        Bench.Director.Taken["carrier"].Should().Be(1);
        callee.Answers();
        caller.TakesAnswer();
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Caller_who_gives_up_meanwhile_is_in_the_history_with_the_right_parties()
    {
        var caller = Asks(answersWhenCancelled: true);
        caller.Cancel();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Bench.Sink.Single<CallStarted>().Caller.Name.Should().Be("Ada");
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Abandoned, 487));
        Bench.Sink.Story().Should().Equal("CallStarted", "LegStarted 1", "LegEnded 1", "CallEnded");
    }

    [Fact]
    public void Caller_who_gives_up_frees_its_channel_when_the_plan_comes_late()
    {
        var caller = Asks();
        caller.Cancel();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Bench.Advance(1);
        _thought.SetResult();
        Bench.World.Run();
        Bench.Director.Taken["carrier"].Should().Be(0);
        Bench.Sink.Single<CallStarted>().Caller.Name.Should().Be("Ada");
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    [Fact]
    public void Command_hangs_up_meanwhile()
    {
        var caller = Asks(answersWhenCancelled: true);
        Bench.Node.HangUp(Bench.Director.Asked[0].Id, "by gina").Should().BeTrue();
        caller.TakesRefusal(480);
        Bench.End.Detail.Should().Be("by gina");
        Bench.Sink.Single<CallStarted>().Caller.Name.Should().Be("Ada");
    }

    [Fact]
    public async Task Node_stops_meanwhile()
    {
        var caller = Asks(answersWhenCancelled: true);
        var stopped = Bench.Node.StopAsync(keepEstablished: true);
        caller.TakesRefusal(503);
        await stopped.WaitAsync(TimeSpan.FromSeconds(10));
        Bench.End.Cause.Should().Be(EndCause.Shutdown);
    }

    [Fact]
    public void Plan_that_never_comes_ends_the_call_and_gives_its_channel_back()
    {
        var caller = Asks();
        Bench.Advance(1.99);
        Carrier.TakesNothing();
        Bench.Advance(0.02);
        caller.TakesRefusal(500);
        Bench.End.Cause.Should().Be(EndCause.InternalError);
        _thought.SetResult();
        Bench.World.Run();
        Bench.Director.Taken["carrier"].Should().Be(0);
    }

    private PeerCall Asks(bool answersWhenCancelled = false)
    {
        Bench.Director.Thinking = token =>
        {
            if (answersWhenCancelled)
            {
                token.Register(_thought.SetResult);
            }
            return _thought.Task;
        };
        var caller = Carrier.Call();
        Carrier.Take(100);
        Teams.TakesNothing();
        return caller;
    }
}
