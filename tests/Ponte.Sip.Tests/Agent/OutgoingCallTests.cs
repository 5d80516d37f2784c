using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Calls that we make: answers, forks, refusals, CANCEL and its races (RFC 3261 9.1, 13.2, 15).</summary>
public sealed class OutgoingCallTests
{
    private readonly AgentBench _bench = new();

    [Fact]
    public void Call_is_answered_and_ended_by_us()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        invite.RequestUriText.Should().Be("sip:called@198.51.100.7:5060");
        invite.FromTag.Should().Be(session.LocalTag);
        invite.ToTag.Should().BeEmpty();
        invite.Headers.First(HeaderName.Contact).Should().Be("<sip:us@10.0.0.1:5060>");
        _bench.Respond(invite, 100, tag: "");
        session.State.Should().Be(InviteState.Proceeding);
        _bench.Respond(invite, 180);
        session.State.Should().Be(InviteState.Early);
        _bench.Respond(invite, 200, sdp: AgentBench.Answer);
        var ack = _bench.Take(SipMethod.Ack);
        ack.CSeq.Number.Should().Be(invite.CSeq.Number);
        ack.RequestUriText.Should().Be("sip:peer@198.51.100.7:5060");
        ack.ToTag.Should().Be("remote");
        ack.TopVia!.Branch.Should().NotBe(invite.TopVia!.Branch, "the ACK for a 2xx is a transaction of its own");
        session.Bye("Q.850;cause=16");
        var bye = _bench.Take(SipMethod.Bye);
        bye.CSeq.Number.Should().Be(invite.CSeq.Number + 1);
        bye.Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=16");
        _bench.Respond(bye, 200);
        _bench.Handler.Events.Should().Equal("180 remote", "answered remote");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Call_is_ended_by_the_peer()
    {
        var session = _bench.Established();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 1, null, "Reason: Q.850;cause=16"));
        _bench.Take(200);
        _bench.Handler.Events.Should().EndWith("ended RemoteBye");
        _bench.Handler.Bye!.Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=16");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Repeated_2xx_gets_the_ACK_again()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        var answer = _bench.Respond(invite, 200, sdp: AgentBench.Answer);
        var ack = _bench.Take(SipMethod.Ack);
        _bench.Deliver(answer);
        _bench.Take(SipMethod.Ack).Bytes.ToArray().Should().Equal(ack.Bytes.ToArray());
        _bench.Handler.Events.Should().Equal("answered remote");
    }

    [Fact]
    public void Refusal_is_acknowledged_with_the_branch_of_the_INVITE_and_told()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 486, headers: "Reason: Q.850;cause=17;text=\"busy\"");
        var ack = _bench.Take(SipMethod.Ack);
        ack.TopVia!.Branch.Should().Be(invite.TopVia!.Branch);
        ack.ToTag.Should().Be("remote");
        _bench.Handler.Events.Should().Equal("failed Response 486");
        _bench.Handler.Failure!.Q850.Should().Be(17);
        _bench.Handler.Failure.Attempts.Should().ContainSingle().Which.Status.Should().Be(486);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void First_2xx_of_a_fork_wins_and_the_loser_gets_ACK_and_BYE()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180, "one");
        _bench.Respond(invite, 180, "two");
        _bench.Respond(invite, 200, "two", AgentBench.Answer);
        _bench.Take(SipMethod.Ack).ToTag.Should().Be("two");
        var late = _bench.Respond(invite, 200, "one", AgentBench.Answer, "Contact: <sip:one@198.51.100.7:5060>");
        var ack = _bench.Take(SipMethod.Ack);
        ack.ToTag.Should().Be("one");
        ack.RequestUriText.Should().Be("sip:one@198.51.100.7:5060");
        var bye = _bench.Take(SipMethod.Bye);
        bye.ToTag.Should().Be("one");
        bye.CSeq.Number.Should().Be(invite.CSeq.Number + 1);
        _bench.Deliver(late);
        _bench.Take(SipMethod.Ack).ToTag.Should().Be("one", "its 2xx is repeated until it sees the ACK");
        _bench.NothingSent();
        session.RemoteTag.Should().Be("two");
        _bench.Handler.Events.Should().Equal("180 one", "180 two", "answered two");
    }

    [Fact]
    public void Answer_on_an_unknown_tag_makes_the_dialog()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180, "one");
        _bench.Respond(invite, 183, "two", AgentBench.Answer);
        _bench.Respond(invite, 200, "three", AgentBench.Answer);
        _bench.Take(SipMethod.Ack).ToTag.Should().Be("three");
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void CANCEL_before_any_response_waits_for_a_provisional_one()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        session.Cancel("SIP;cause=200;text=\"Call completed elsewhere\"");
        _bench.NothingSent();
        _bench.Respond(invite, 100, "");
        var cancel = _bench.Take(SipMethod.Cancel);
        cancel.TopVia!.Branch.Should().Be(invite.TopVia!.Branch);
        cancel.CSeq.Number.Should().Be(invite.CSeq.Number);
        cancel.RequestUriText.Should().Be(invite.RequestUriText);
        cancel.ToTag.Should().BeEmpty();
        cancel.Headers.First(HeaderName.Reason).Should().Be("SIP;cause=200;text=\"Call completed elsewhere\"");
        _bench.Respond(cancel, 200);
        _bench.Respond(invite, 487);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().Equal("failed Cancelled 487");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void CANCEL_without_any_response_ever_ends_with_timer_B()
    {
        var session = _bench.Invite(_bench.InviteTo(Slow()));
        _bench.Take(SipMethod.Invite);
        session.Cancel();
        _bench.Advance(33);
        _bench.Transport.Sent.Should().OnlyContain(s => ((SipRequest)s.Message).Method == SipMethod.Invite);
        _bench.Handler.Events.Should().Equal("failed Cancelled 487");
    }

    [Fact]
    public void CANCEL_in_the_same_moment_as_the_call_sends_nothing()
    {
        var session = _bench.Endpoint.Invite(_bench.InviteTo(), _bench.Handler);
        session.Cancel();
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("failed Cancelled 487");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Answer_that_crosses_the_CANCEL_gets_ACK_and_BYE_with_the_same_Reason()
    {
        const string reason = "SIP;cause=200;text=\"Call completed elsewhere\"";
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180);
        session.Cancel(reason);
        var cancel = _bench.Take(SipMethod.Cancel);
        _bench.Respond(invite, 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        var bye = _bench.Take(SipMethod.Bye);
        bye.Headers.First(HeaderName.Reason).Should().Be(reason);
        _bench.Respond(cancel, 481);
        _bench.Respond(bye, 200);
        _bench.Handler.Events.Should().Equal("180 remote", "failed Cancelled 487");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Answer_before_any_provisional_after_CANCEL_gets_ACK_and_BYE()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        session.Cancel();
        _bench.Respond(invite, 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        _bench.Take(SipMethod.Bye);
        _bench.Handler.Events.Should().Equal("failed Cancelled 487");
    }

    [Fact]
    public void Second_CANCEL_sends_nothing()
    {
        var session = _bench.Invite();
        _bench.Respond(_bench.Take(SipMethod.Invite), 180);
        session.Cancel();
        _bench.Take(SipMethod.Cancel);
        session.Cancel();
        session.Bye();
        _bench.NothingSent();
    }

    [Fact]
    public void CANCEL_without_final_answer_ends_after_64_T1()
    {
        var session = _bench.Invite();
        _bench.Respond(_bench.Take(SipMethod.Invite), 180);
        session.Cancel();
        _bench.Respond(_bench.Take(SipMethod.Cancel), 200);
        _bench.Advance(31.9);
        _bench.Handler.Events.Should().Equal("180 remote");
        _bench.Advance(0.2);
        _bench.Handler.Events.Should().EndWith("failed Cancelled 487");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Refusal_that_crosses_the_CANCEL_keeps_its_status()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180);
        session.Cancel();
        _bench.Take(SipMethod.Cancel);
        _bench.Respond(invite, 603);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().EndWith("failed Cancelled 603");
    }

    [Fact]
    public void BYE_before_the_answer_is_a_CANCEL()
    {
        var session = _bench.Invite();
        _bench.Respond(_bench.Take(SipMethod.Invite), 180);
        session.Bye();
        _bench.Take(SipMethod.Cancel);
    }

    [Fact]
    public void CANCEL_after_the_answer_does_nothing()
    {
        var session = _bench.Established();
        session.Cancel();
        _bench.NothingSent();
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Hang_up_inside_the_answer_is_a_BYE_after_the_ACK()
    {
        _bench.Handler.Answered = (s, _) => s.Bye();
        _bench.Invite();
        _bench.Respond(_bench.Take(SipMethod.Invite), 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        _bench.Take(SipMethod.Bye);
        _bench.NothingSent();
    }

    [Fact]
    public void Hang_up_by_both_at_once_is_answered_by_both()
    {
        var session = _bench.Established();
        session.Bye();
        var bye = _bench.Take(SipMethod.Bye);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 1));
        _bench.Take(200);
        _bench.Respond(bye, 200);
        _bench.Handler.Events.Should().Equal("answered remote");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Silence_ends_with_408()
    {
        _bench.Invite(_bench.InviteTo(Slow()));
        _bench.Advance(32);
        _bench.Handler.Events.Should().Equal("failed TimedOut 408");
        _bench.Transport.Sent.Should().HaveCount(7, "timer A sends at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Stray_response_is_dropped_and_counted()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        var other = SipResponseBuilder
            .For(invite, 200, toTag: "x")
            .Build()
            .ToString()
            .Replace(invite.TopVia!.Branch, "z9hG4bKp0000000000000000", StringComparison.Ordinal);
        SipParser.TryParse(AgentBench.Bytes(other), new SipLimits(), out var stray, out _).Should().BeTrue();
        _bench.Deliver(stray!);
        _bench.NothingSent();
        _bench.Endpoint.Counters.StrayResponses.Should().Be(1);
        _bench.Handler.Events.Should().BeEmpty();
    }

    [Fact]
    public void Response_with_another_CSeq_method_is_stray()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        var text = SipResponseBuilder
            .For(invite, 200, toTag: "x")
            .Build()
            .ToString()
            .Replace("1 INVITE", "1 OPTIONS", StringComparison.Ordinal);
        SipParser.TryParse(AgentBench.Bytes(text), new SipLimits(), out var stray, out _).Should().BeTrue();
        _bench.Deliver(stray!);
        _bench.Handler.Events.Should().BeEmpty();
        _bench.Endpoint.Counters.StrayResponses.Should().Be(1);
    }

    private static DestinationHop Slow() =>
        new("198.51.100.7", 5060, Ponte.Sip.Transports.TransportProtocol.Udp) { FirstAnswerTimeout = TimeSpan.FromMinutes(1) };
}
