using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>One number, Teams and a cordless: what each of them sees on the wire, and what history tells.</summary>
public sealed class TwinTests : TwinTestBase
{
    [Fact]
    public void T1_teams_and_the_cordless_ring_at_once_for_one_call_with_one_ring_for_the_caller()
    {
        var (caller, inTeams, onCordless) = Called();
        inTeams.Request.From!.ToString().Should().Contain("+390299999999").And.Contain("Ada");
        onCordless.Request.From!.Uri!.User.Should().Be(inTeams.Request.From.Uri!.User);
        onCordless.Request.From.DisplayName.Should().Be(inTeams.Request.From.DisplayName);
        foreach (var offer in new[] { inTeams, onCordless }.Select(c => PeerCall.Description(c.Request)))
        {
            offer.Media[0].Formats.Should().Equal(["8", "0", "101"], "each is offered what the caller has");
        }
        inTeams.Responds(180);
        caller.TakesRinging();
        onCordless.Responds(180);
        Carrier.TakesNothing();
        Bench.Sink.All<LegRinging>().Should().HaveCount(2);
        onCordless.Answers();
        inTeams.TakesCancel();
        Talk(caller, onCordless);
    }

    [Fact]
    public void T1_call_of_an_internal_teams_user_rings_both_too()
    {
        var line = Bench.Director.Target("carrier");
        Bench.Director.Change = plan =>
            plan with
            {
                Ring = new RingStage { Branches = [new() { Attempts = [line] }, new() { Attempts = [ToCordless] }] },
            };
        var caller = Teams.Call();
        Teams.Take(100);
        var onLine = Carrier.Called();
        var onCordless = Cordless.Called();
        onLine.Answers();
        Reason(onCordless, 180).Should().Be(Elsewhere);
        Talk(caller, onLine);
    }

    [Fact]
    public void T2_answered_on_the_cordless_is_a_missed_call_in_teams()
    {
        var (caller, inTeams, onCordless) = Ringing();
        onCordless.Answers();
        Reason(inTeams.TakesCancel()).Should().BeNull("a plain CANCEL is what Teams shows as missed");
        Talk(caller, onCordless);
    }

    [Fact]
    public void T2_switch_spares_teams_the_missed_call()
    {
        TeamsBranch = TeamsBranch with { MissedWhenAnsweredElsewhere = false };
        var (caller, inTeams, onCordless) = Ringing();
        onCordless.Answers();
        Reason(inTeams.TakesCancel()).Should().Be(Elsewhere);
        Talk(caller, onCordless);
    }

    [Fact]
    public void T2_answered_in_teams_is_no_missed_call_on_the_cordless()
    {
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Answers();
        Reason(onCordless.TakesCancel()).Should().Be(Elsewhere);
        Talk(caller, inTeams);
    }

    [Fact]
    public void T2_cordless_that_said_nothing_yet_is_cancelled_with_the_reason_when_it_speaks()
    {
        var (caller, inTeams, onCordless) = Called();
        inTeams.Answers();
        Cordless.TakesNothing(); // RFC 3261 9.1: no CANCEL before a provisional response
        Reason(onCordless, 180).Should().Be(Elsewhere);
        Talk(caller, inTeams);
    }

    [Fact]
    public void T2_caller_who_gives_up_is_a_missed_call_on_both()
    {
        var (caller, inTeams, onCordless) = Ringing();
        caller.Cancel();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Reason(inTeams.TakesCancel()).Should().BeNull();
        Reason(onCordless.TakesCancel()).Should().BeNull();
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Abandoned, 487));
        Bench.Sink.All<LegEnded>().Should().OnlyContain(e => e.End == Bench.End);
    }

    [Fact]
    public void T2_call_that_its_caller_answered_elsewhere_is_missed_nowhere()
    {
        var (caller, inTeams, onCordless) = Ringing();
        caller.Cancel($"Reason: {Elsewhere}");
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Reason(inTeams.TakesCancel()).Should().Be(Elsewhere);
        Reason(onCordless.TakesCancel()).Should().Be(Elsewhere);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T3_of_two_answers_in_one_instant_one_wins_and_the_other_is_released(bool teamsIsFirst)
    {
        var (caller, inTeams, onCordless) = Ringing();
        var (first, second) = teamsIsFirst ? (Teams, Cordless) : (Cordless, Teams);
        var (winner, loser) = teamsIsFirst ? (inTeams, onCordless) : (onCordless, inTeams);
        first.Post(winner.BuildResponse(200, winner.Sdp));
        second.Post(loser.BuildResponse(200, loser.Sdp));
        winner.TakesAck();
        loser.TakesAck();
        Reason(loser.TakesBye()).Should().Be(Elsewhere, "it has missed nothing");
        Bench.Sink.All<LegAnswered>().Should().ContainSingle();
        EndOf(teamsIsFirst ? "201-cordless" : "teams").Cause.Should().Be(EndCause.AnsweredElsewhere);
        Talk(caller, winner);
    }

    [Fact]
    public void T3_answer_of_teams_that_crosses_its_plain_CANCEL_is_ended_with_the_reason()
    {
        var (caller, inTeams, onCordless) = Ringing();
        onCordless.Answers();
        var cancel = Teams.Take(SipMethod.Cancel);
        Reason(cancel).Should().BeNull();
        inTeams.Responds(200, inTeams.Sdp);
        Teams.Send(SipResponseBuilder.For(cancel, 200, toTag: inTeams.LocalTag).Build());
        inTeams.TakesAck();
        Reason(inTeams.TakesBye()).Should().Be(Elsewhere);
        EndOf("teams").Cause.Should().Be(EndCause.AnsweredElsewhere);
        Talk(caller, onCordless);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T3_caller_who_gives_up_in_the_instant_of_an_answer_leaves_nobody_talking(bool givesUpFirst)
    {
        var (caller, inTeams, onCordless) = Ringing();
        if (givesUpFirst)
        {
            Carrier.Post(caller.BuildCancel());
        }
        Cordless.Post(onCordless.BuildResponse(200, onCordless.Sdp));
        if (!givesUpFirst)
        {
            Carrier.Post(caller.BuildCancel());
        }
        Bench.World.Run();
        Carrier.Take(200);
        caller.TakesRefusal(487);
        Reason(inTeams.TakesCancel()).Should().BeNull("nobody took the call");
        Cordless.Inbox.RemoveAll(m => m is SipRequest { Method: SipMethod.Cancel });
        onCordless.TakesAck();
        onCordless.TakesBye();
        Bench.Sink.All<LegAnswered>().Should().BeEmpty();
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    [Theory]
    [InlineData(486)]
    [InlineData(603)]
    [InlineData(480)]
    [InlineData(503)]
    public void T3_refusal_on_one_side_lets_the_other_ring_on(int status)
    {
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Refuses(status);
        Cordless.TakesNothing();
        Carrier.TakesNothing();
        onCordless.Answers();
        Talk(caller, onCordless);
    }

    [Theory]
    [InlineData(486, true, false)]
    [InlineData(600, true, false)]
    [InlineData(603, false, true)]
    public void T3_refusal_on_one_side_ends_the_ringing_where_the_user_wants_it(int status, bool busyStops, bool declineStops)
    {
        TeamsBranch = TeamsBranch with { BusyEndsStage = busyStops, DeclineEndsStage = declineStops };
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Refuses(status);
        Reason(onCordless.TakesCancel()).Should().BeNull();
        caller.TakesRefusal(status);
        EndOf("teams").Side.Should().Be(EndSide.Callee);
        EndOf("201-cordless").Should().Be(new CallEnd(EndSide.System, Bench.End.Cause), "it refused nothing itself");
    }

    [Theory]
    [InlineData(486, 603, EndCause.Declined)]
    [InlineData(603, 486, EndCause.Declined)]
    [InlineData(404, 486, EndCause.Busy)]
    [InlineData(486, 503, EndCause.Busy)]
    [InlineData(480, 408, EndCause.NoAnswer)]
    public void T3_caller_is_told_what_says_most_of_the_called_party(int teams, int cordless, EndCause cause)
    {
        var (caller, inTeams, onCordless) = Ringing();
        inTeams.Refuses(teams);
        onCordless.Refuses(cordless);
        caller.TakesRefusal(
            cause switch
            {
                EndCause.Declined => 603,
                EndCause.Busy => 486,
                _ => 480,
            }
        );
        Bench.End.Cause.Should().Be(cause);
    }

    [Fact]
    public void T3_device_that_is_not_registered_does_not_count()
    {
        Change = stage => stage with { Branches = [stage.Branches[0], stage.Branches[1] with { Attempts = [] }] };
        var caller = Carrier.Call();
        Carrier.Take(100);
        var inTeams = Teams.Called();
        inTeams.Refuses(486);
        caller.TakesRefusal(486);
        Bench.Sink.All<LegStarted>().Should().HaveCount(2);
    }

    [Fact]
    public void T4_one_entry_tells_which_device_answered()
    {
        var (caller, inTeams, onCordless) = Ringing();
        onCordless.Answers();
        inTeams.TakesCancel();
        Bench
            .Node.Calls.Single()
            .Legs.Select(l => (l.Name, l.Kind, l.User))
            .Should()
            .Equal(("carrier", LegKind.Line, null), ("201-cordless", LegKind.Phone, "mrossi"));
        Talk(caller, onCordless);
        Bench.Sink.All<CallStarted>().Should().ContainSingle();
        var answered = Bench.Sink.Single<LegAnswered>();
        Bench
            .Sink.All<LegStarted>()
            .Single(e => e.Leg == answered.Leg)
            .Should()
            .BeEquivalentTo(new { Name = "201-cordless", User = "mrossi" });
        EndOf("teams").Should().Be(new CallEnd(EndSide.System, EndCause.AnsweredElsewhere));
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
    }

    [Fact]
    public void T4_voicemail_that_answers_at_once_does_not_take_the_call()
    {
        TeamsBranch = TeamsBranch with { EarliestAnswer = TimeSpan.FromSeconds(2) };
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(180);
        caller.TakesRinging();
        Bench.Advance(1.9);
        inTeams.Answers();
        inTeams.TakesBye();
        EndOf("teams").Cause.Should().Be(EndCause.Unreachable);
        Cordless.TakesNothing();
        Carrier.TakesNothing();
        onCordless.Answers();
        Talk(caller, onCordless);
        Bench.Sink.Single<LegAnswered>().Leg.Number.Should().Be(3);
    }

    [Fact]
    public void T4_answer_after_the_guard_is_a_persons()
    {
        TeamsBranch = TeamsBranch with { EarliestAnswer = TimeSpan.FromSeconds(2) };
        var (caller, inTeams, onCordless) = Ringing();
        Bench.Advance(2);
        inTeams.Answers();
        Reason(onCordless.TakesCancel()).Should().Be(Elsewhere);
        Talk(caller, inTeams);
    }

    [Fact]
    public void T4_early_answer_is_taken_where_nobody_else_can_answer()
    {
        TeamsBranch = TeamsBranch with { EarliestAnswer = TimeSpan.FromSeconds(2) };
        var (caller, inTeams, onCordless) = Called();
        onCordless.Refuses(486);
        inTeams.Answers();
        Talk(caller, inTeams);
    }

    [Fact]
    public void Answered_pair_is_taken_over_after_a_restart()
    {
        var (caller, inTeams, onCordless) = Ringing();
        onCordless.Answers();
        inTeams.TakesCancel();
        caller.TakesAnswer();
        Bench.Director.Taken.Clear(); // they died with the process
        Bench.Restart().Should().Be(1);
        Bench.Media.Streams.Should().HaveCount(2);
        caller.Bye();
        onCordless.TakesBye();
    }

    /// <summary>What the CANCEL says that follows the first provisional response.</summary>
    private static string? Reason(PeerCall call, int provisional)
    {
        call.Responds(provisional);
        return Reason(call.TakesCancel());
    }
}
