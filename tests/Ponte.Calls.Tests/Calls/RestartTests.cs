using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Model;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Calls;

/// <summary>The server is killed and started again: established calls go on, and their history is one.</summary>
public sealed class RestartTests : CallTests
{
    [Fact]
    public void Call_goes_on_and_either_side_may_end_it()
    {
        var (caller, callee) = Bench.Established();
        var id = Bench.Sink.Single<CallStarted>().Call;
        Forget();
        Bench.Restart().Should().Be(1);
        Bench.Sink.Single<CallTakenOver>().Call.Should().Be(id);
        Carrier.TakesNothing();
        Teams.TakesNothing();
        var live = Bench.Node.Calls.Should().ContainSingle().Subject;
        live.Id.Should().Be(id);
        live.Caller.Number.Should().Be("+390299999999");
        live.Legs.Select(l => l.State).Should().Equal(LiveLegState.Talking, LiveLegState.Talking);
        callee.Bye();
        caller.TakesBye().ToTag.Should().Be(caller.LocalTag);
        Bench.Sink.Story().TakeLast(4).Should().Equal("CallTakenOver", "LegEnded 1", "LegEnded 2", "CallEnded");
        Bench.End.Should().Be(new CallEnd(EndSide.Callee, EndCause.Normal));
    }

    [Fact]
    public void Hold_and_refresh_work_after_the_restart()
    {
        var (caller, callee) = Bench.Established();
        var offered = PeerCall.Description(callee.Request);
        Forget();
        Bench.Restart();
        callee.ReinvitesWith(callee.Sdp).Print().Should().Be(offered.Print(), "a refresh is answered as before the restart");
        var answer = caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.Inactive);
        answer.Origin.Version.Should().Be(2);
        Bench.Stream(2).Tone!.Tone.Should().Be(ToneKind.Hold);
        caller.ReinvitesWith(new PeerSdp { Version = 3 }).Origin.Version.Should().Be(3);
        Bench.Stream(2).Tone.Should().BeNull();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Held_call_is_still_held_after_the_restart()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        Forget();
        Bench.Restart();
        Bench.Node.Calls.Single().Legs[0].State.Should().Be(LiveLegState.Held);
        Bench.Stream(2).Tone!.Tone.Should().Be(ToneKind.Hold);
        Bench.Stream(1).Settings!.SilenceTimeout.Should().Be(TimeSpan.Zero);
        caller.ReinvitesWith(new PeerSdp { Version = 3 });
        Bench.Stream(2).Tone.Should().BeNull();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Keys_stay_so_that_audio_has_no_gap()
    {
        var (caller, callee) = Bench.Established();
        var before = Bench.Stream(2).Settings!;
        Forget();
        Bench.Restart();
        var after = Bench.Stream(2).Settings!;
        after.SendKey.Should().Be(before.SendKey);
        after.ReceiveKey.Should().Be(before.ReceiveKey);
        after.RemoteRtp.Should().Be(before.RemoteRtp);
        after.Formats.Should().Equal(before.Formats);
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Lost_media_is_noticed_and_the_call_is_ended_by_BYE()
    {
        var (caller, callee) = Bench.Established();
        Forget();
        Bench.Media.Forget(Bench.Stream(2).Id);
        Bench.Restart().Should().Be(0);
        caller.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=41");
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.MediaLost);
        Bench.Sink.All<CallTakenOver>().Should().BeEmpty();
    }

    [Fact]
    public void Media_that_is_not_there_ends_the_calls_too()
    {
        var (caller, callee) = Bench.Established();
        Forget();
        Bench.Media.Lose("gone with the server");
        Bench.Restart().Should().Be(0);
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.MediaLost);
        Bench.Media.Refusals.Clear();
    }

    [Fact]
    public void Streams_of_calls_that_only_rang_are_closed()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(180);
        caller.TakesRinging();
        Forget();
        Bench.Media.Streams.Should().HaveCount(2);
        Bench.Restart().Should().Be(0);
        Bench.Media.Streams.Should().BeEmpty();
        // What the killed process began is told by nobody: the event log marks it.
        Bench.Sink.Events.Clear();
        Teams.Inbox.Clear();
    }

    [Fact]
    public void Channels_are_taken_again()
    {
        var (caller, callee) = Bench.Established();
        Forget();
        Bench.Restart();
        Bench.Director.Taken.Should().HaveCount(2).And.Contain("carrier", 1).And.Contain("teams", 1);
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Challenge_of_a_line_is_answered_after_the_restart_too()
    {
        var (caller, callee) = Bench.EstablishedFromTeams();
        Forget();
        Bench.Restart();
        caller.Bye();
        var bye = Carrier.Take(SipMethod.Bye);
        Carrier.Send(
            SipResponseBuilder
                .For(bye, 401)
                .Add(HeaderName.WwwAuthenticate, "Digest realm=\"carrier\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"")
                .Build()
        );
        callee.TakesBye().Headers.First(HeaderName.Authorization).Should().StartWith("Digest username=\"ponte\"");
    }

    [Fact]
    public void Longest_duration_counts_from_the_answer()
    {
        var (caller, callee) = Bench.Established();
        Bench.Advance(590);
        Forget();
        Bench.Restart();
        Bench.Advance(10.1);
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.MaximumDuration);
    }

    [Fact]
    public void Second_restart_takes_over_again()
    {
        var (caller, callee) = Bench.Established();
        Forget();
        Bench.Restart();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Port = 20020 });
        Forget();
        Bench.Restart().Should().Be(1);
        Bench.Stream(1).Settings!.RemoteRtp!.Port.Should().Be(20020);
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Session_timer_goes_on()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Session = Bench.Director.Carrier.Session with { SessionTimer = new SessionTimerSettings { Ask = false } },
        };
        var caller = Carrier.Call(headers: ["Supported: timer", "Session-Expires: 120;refresher=uac"]);
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers();
        caller.TakesAnswer();
        Forget();
        Bench.Restart();
        Bench.AwaitMessage(Carrier, 130);
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.SessionExpired);
    }

    [Fact]
    public void New_calls_beside_those_taken_over_have_streams_of_their_own()
    {
        var (caller, callee) = Bench.Established();
        Forget();
        Bench.Restart();
        var (second, secondCallee) = Bench.Established();
        Bench.Media.Streams.Should().HaveCount(4);
        second.Bye();
        secondCallee.TakesBye();
        caller.Bye();
        callee.TakesBye();
        Bench.Sink.All<CallEnded>().Should().HaveCount(2);
    }

    [Fact]
    public void Calls_of_more_loops_are_taken_over_by_fewer()
    {
        Bench = new CallsBench(loops: 3);
        var calls = Enumerable.Range(0, 9).Select(_ => Bench.Established()).ToList();
        Forget();
        Bench.Loops = 2;
        Bench.Restart().Should().Be(9);
        foreach (var (caller, callee) in calls)
        {
            callee.Bye();
            caller.TakesBye();
        }
    }

    [Fact]
    public async Task Stop_that_keeps_calls_leaves_them_to_the_next_process()
    {
        var (caller, callee) = Bench.Established();
        var ringing = Second.Call();
        Second.Take(100);
        var rung = Teams.Called();
        var stop = Bench.Node.StopAsync(keepEstablished: true);
        Bench.World.Run();
        ringing.TakesRefusal(503);
        rung.Responds(100);
        rung.TakesCancel();
        await stop.WaitAsync(TimeSpan.FromSeconds(10));
        Carrier.TakesNothing();
        Bench.Journal.Calls.Should().HaveCount(1);
        Forget();
        Bench.Restart().Should().Be(1);
        caller.Bye();
        callee.TakesBye();
    }

    /// <summary>Channel counts die with the process.</summary>
    private void Forget() => Bench.Director.Taken.Clear();
}
