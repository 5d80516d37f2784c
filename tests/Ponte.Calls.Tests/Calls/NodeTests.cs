using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>The calls of a node as a whole: limits, commands, the stop.</summary>
public sealed class NodeTests : CallTests
{
    [Fact]
    public void Call_above_the_limit_gets_503_with_Retry_After()
    {
        Bench = new CallsBench(new CallsOptions { MaximumCalls = 1, RetryAfter = TimeSpan.FromSeconds(7) });
        var (caller, callee) = Bench.Established();
        var refused = Second.Call();
        refused.TakesRefusal(503).Headers.First(HeaderName.RetryAfter).Should().Be("7");
        Bench.Sink.All<CallStarted>().Should().HaveCount(1);
        caller.Bye();
        callee.TakesBye();
        (caller, callee) = Bench.Established();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Hang_up_command_ends_both_legs()
    {
        var (caller, callee) = Bench.Established();
        Bench.Node.HangUp(Bench.Node.Calls.Single().Id, "by the administrator").Should().BeTrue();
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.Normal, Detail: "by the administrator"));
        Bench.Node.HangUp(Bench.Sink.Single<CallStarted>().Call, "again").Should().BeFalse();
        Bench.Node.HangUp(new CallId("unknown"), "").Should().BeFalse();
    }

    [Fact]
    public void Hang_up_command_ends_a_ringing_call()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(180);
        caller.TakesRinging();
        Bench.Node.HangUp(Bench.Node.Calls.Single().Id, "x");
        callee.TakesCancel();
        caller.TakesRefusal(480);
    }

    [Fact]
    public void Request_outside_calls_goes_to_its_handler()
    {
        Carrier.Send(
            new SipRequestBuilder(SipMethod.Options, "sip:192.0.2.1")
                .Add(HeaderName.Via, "SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKo1")
                .Add(HeaderName.MaxForwards, "70")
                .Add(HeaderName.From, "<sip:a@b>;tag=1")
                .Add(HeaderName.To, "<sip:192.0.2.1>")
                .Add(HeaderName.CallId, "o1")
                .Add(HeaderName.CSeq, "1 OPTIONS")
                .Build()
        );
        Carrier.Take(200);
        Bench.Stray.Should().ContainSingle();
    }

    [Fact]
    public async Task Stop_ends_every_call_and_takes_no_more()
    {
        var (caller, callee) = Bench.Established();
        var stop = Bench.Node.StopAsync(keepEstablished: false);
        Bench.World.Run();
        await stop.WaitAsync(TimeSpan.FromSeconds(10));
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Shutdown);
        var refused = Second.Call();
        refused.TakesRefusal(503).Headers.First(HeaderName.RetryAfter).Should().Be("5");
    }

    [Fact]
    public async Task Stop_waits_for_the_last_figures()
    {
        Bench.Established();
        Bench.Media.Hold();
        var stop = Bench.Node.StopAsync(keepEstablished: false);
        Bench.World.Run();
        stop.IsCompleted.Should().BeFalse();
        Bench.Media.Release();
        Bench.World.Run();
        await stop.WaitAsync(TimeSpan.FromSeconds(10));
        Bench.Advance(40);
        Carrier.Inbox.Clear();
        Teams.Inbox.Clear();
    }

    [Fact]
    public void Director_that_fails_costs_one_call_and_no_other()
    {
        var (caller, callee) = Bench.Established();
        Bench.Director.Change = _ => throw new InvalidOperationException("a defect");
        Second.Call().TakesRefusal(500);
        Bench.Director.Taken["second"] = 0; // taken by the plan that never came
        Bench.End.Cause.Should().Be(EndCause.InternalError);
        caller.Bye();
        callee.TakesBye();
    }
}
