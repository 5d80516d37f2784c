using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Sip.Messages;
using Ponte.TestKit.Media;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A supervisor listens to a call of two, whispers to the agent, barges in and takes over.</summary>
public sealed class SupervisionTests : CallTests
{
    /// <summary>The call's two streams, and the supervisor's.</summary>
    private FakeStream Customer => Bench.Stream(1);

    private FakeStream Agent => Bench.Stream(2);

    private FakeStream Supervisor => Bench.Stream(3);

    private CallId Call => Bench.Node.Calls.Single().Id;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Who_listens_is_heard_by_nobody_who_whispers_by_the_agent_and_who_barges_in_by_both(int loops)
    {
        Bench = new CallsBench(new CallsOptions(), loops);
        var (caller, callee) = Bench.Established();
        var supervisor = Supervises(SupervisionMode.Listen);
        Expect(agentHears: false, customerHears: false);
        Live().Should().Be(SupervisionMode.Listen);
        Press('5');
        Expect(agentHears: true, customerHears: false);
        Press('6');
        Expect(agentHears: true, customerHears: true);
        Live().Should().Be(SupervisionMode.Barge);
        Press('1');
        Press('4');
        Expect(agentHears: false, customerHears: false);
        supervisor.Bye();
        Bench.Media.Streams.Values.Should().HaveCount(2).And.OnlyContain(s => s.Mix == null);
        Relayed();
        Modes().Should().Equal(SupervisionMode.Listen, SupervisionMode.Whisper, SupervisionMode.Barge, SupervisionMode.Listen, null);
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void It_is_steered_and_ended_by_command_and_there_is_only_one()
    {
        var (caller, callee) = Bench.Established();
        Bench.Node.Supervise(Call, SupervisionMode.Barge).Should().BeFalse("nobody supervises it");
        var supervisor = Supervises(SupervisionMode.Whisper);
        Expect(agentHears: true, customerHears: false);
        Bench.Node.Invite(InvitationTo(SupervisionMode.Listen, "second")).Should().NotBeNull();
        var other = Second.Called();
        other.Answers();
        other.TakesBye();
        Order(SupervisionMode.Barge);
        Expect(agentHears: true, customerHears: true);
        Order(null);
        supervisor.TakesBye();
        Relayed();
        Bench.Node.Supervise(new CallId("none"), null).Should().BeFalse();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Who_takes_over_talks_in_the_agents_place()
    {
        var (caller, callee) = Bench.Established();
        var supervisor = Supervises(SupervisionMode.Listen);
        Press('7');
        callee.TakesBye();
        Bench.Media.Streams.Values.Should().HaveCount(2).And.OnlyContain(s => s.Mix == null);
        Relayed();
        Bench.Sink.Single<CallTransferred>();
        Bench.Node.Calls.Single().Legs.Should().OnlyContain(l => l.Supervision == null);
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1, "it is journalled as a call of both");
        caller.Bye();
        supervisor.TakesBye();
    }

    [Fact]
    public void It_outlives_a_restart_and_ends_with_the_call()
    {
        var (caller, callee) = Bench.Established();
        var supervisor = Supervises(SupervisionMode.Whisper);
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        Live().Should().Be(SupervisionMode.Whisper);
        Expect(agentHears: true, customerHears: false);
        Press('6');
        Expect(agentHears: true, customerHears: true);
        callee.Bye();
        caller.TakesBye();
        supervisor.TakesBye();
    }

    [Fact]
    public void It_follows_hold_and_ends_when_the_agent_hands_the_call_over()
    {
        var (caller, callee) = Bench.Established();
        var supervisor = Supervises(SupervisionMode.Whisper);
        callee.ReinvitesWith(callee.Sdp with { Version = 2, Direction = "inactive" });
        Customer.Tone.Should().NotBeNull();
        callee.ReinvitesWith(callee.Sdp with { Version = 3, Direction = "sendrecv" });
        Expect(agentHears: true, customerHears: false);
        callee.Sends(SipMethod.Refer, null, "Refer-To: <sip:second@192.0.2.1>");
        Teams.Take(202);
        Bench.Media.Streams.Values.Should().OnlyContain(s => s.Mix == null, "nobody is mixed while the parties change");
        var target = Second.Called();
        target.Answers();
        supervisor.TakesBye();
        Teams.AnswerAll();
        Bench.Advance(3);
        Teams.AnswerAll();
        Relayed();
        caller.Bye();
        target.TakesBye();
    }

    [Fact]
    public void A_supervisor_who_comes_to_a_call_that_still_rings_is_released()
    {
        var call = Carrier.Call();
        Carrier.Take(100);
        var ringing = Teams.Called();
        ringing.Responds(180);
        call.TakesRinging();
        Bench.Node.Invite(InvitationTo(SupervisionMode.Listen)).Should().NotBeNull();
        var supervisor = Phone.Called();
        supervisor.Answers();
        supervisor.TakesBye();
        call.Cancel();
        Carrier.Take(200);
        call.TakesRefusal(487);
        ringing.TakesCancel();
    }

    private SupervisionMode? Live() => Bench.Node.Calls.Single().Legs[^1].Supervision;

    private IEnumerable<SupervisionMode?> Modes() => Bench.Sink.All<SupervisionChanged>().Select(e => e.Mode);

    private void Press(char key)
    {
        Bench.Media.Raise(new DigitReceived(Supervisor.Id, key, TimeSpan.FromMilliseconds(100)));
        Bench.World.Run();
    }

    private void Order(SupervisionMode? mode)
    {
        Bench.Node.Supervise(Call, mode).Should().BeTrue();
        Bench.World.Run();
    }

    private void Expect(bool agentHears, bool customerHears)
    {
        Supervisor.Hears(Customer).Should().BeTrue();
        Supervisor.Hears(Agent).Should().BeTrue();
        Agent.Hears(Customer).Should().BeTrue();
        Customer.Hears(Agent).Should().BeTrue();
        Agent.Hears(Supervisor).Should().Be(agentHears);
        Customer.Hears(Supervisor).Should().Be(customerHears);
        Customer.Listeners.Should().Contain(Agent.Id, "relay goes on beneath the mix");
        Agent.Listeners.Should().Contain(Customer.Id);
    }

    private void Relayed()
    {
        Bench.Media.Streams.Should().HaveCount(2);
        Bench.Stream(1).Listeners.Should().Equal(Bench.Stream(2).Id);
        Bench.Stream(2).Listeners.Should().Equal(Bench.Stream(1).Id);
    }

    private PeerCall Supervises(SupervisionMode mode)
    {
        Bench.Node.Invite(InvitationTo(mode)).Should().NotBeNull();
        var supervisor = Phone.Called();
        supervisor.Answers();
        Bench.Advance(0.1);
        return supervisor;
    }

    private Invitation InvitationTo(SupervisionMode mode, string who = "phone") =>
        new()
        {
            Origin = CallOrigin.Conference,
            Into = Bench.Node.Calls.First().Id,
            Supervision = new SupervisionPlan(mode, BenchDirector.User),
            Plan = (_, _) =>
                ValueTask.FromResult(
                    new CallPlan
                    {
                        Caller = new Party("+390299999999", "Ada"),
                        Called = new Party("203", "Supervisor"),
                        Ring = RingStage.Of(Bench.Director.Target(who)),
                        RingTimeout = TimeSpan.FromSeconds(20),
                    }
                ),
        };
}
