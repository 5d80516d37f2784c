using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Calls that come in: answers, refusals, CANCEL and its races, the ACK (RFC 3261 9.2, 13.3, 15).</summary>
public sealed class IncomingCallTests
{
    private readonly AgentBench _bench = new();

    [Fact]
    public void Call_is_answered_and_ended_by_the_peer()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        var trying = _bench.Take(100);
        trying.ToTag.Should().BeEmpty();
        trying.TopVia!.Received.Should().Be("198.51.100.7");
        trying.TopVia.RPort.Should().Be(5060);
        var session = _bench.Incoming!;
        session.Provisional(180);
        var ringing = _bench.Take(180);
        ringing.ToTag.Should().Be(session.LocalTag);
        ringing.Headers.First(HeaderName.Contact).Should().Be("<sip:us@10.0.0.1:5060>");
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        var answer = _bench.Take(200);
        answer.ToTag.Should().Be(session.LocalTag);
        session.State.Should().Be(InviteState.Answered);
        _bench.Deliver(_bench.PeerAck(session, 1));
        session.State.Should().Be(InviteState.Established);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2));
        _bench.Take(200);
        _bench.Handler.Events.Should().Equal("ack", "ended RemoteBye");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Repeated_INVITE_gets_the_latest_provisional_response_and_no_second_call()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Take(100);
        var session = _bench.Incoming;
        session!.Provisional(180);
        _bench.Take(180);
        _bench.Deliver(invite);
        _bench.Take(180);
        _bench.Incoming.Should().BeSameAs(session);
        _bench.Endpoint.Counters.Repetitions.Should().Be(1);
    }

    [Fact]
    public void Answer_is_repeated_from_T1_up_to_T2_until_the_ACK()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        var first = _bench.Take(200);
        _bench.Advance(8);
        _bench.Transport.Sent.Should().HaveCount(4, "it is repeated after 0.5, 1.5, 3.5 and 7.5 s");
        _bench.Transport.Sent.Should().OnlyContain(s => s.Message.ToString() == first.ToString());
        _bench.Transport.Sent.Clear();
        _bench.Deliver(_bench.PeerAck(_bench.Incoming, 1));
        _bench.Advance(60);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("ack");
    }

    [Fact]
    public void Answer_is_repeated_over_a_reliable_transport_too()
    {
        _bench.Flow = _bench.Transport.Flow(Ponte.Sip.Transports.TransportProtocol.Tcp, AgentBench.Peer, inbound: true);
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        _bench.Advance(0.6);
        _bench.Take(200);
    }

    [Fact]
    public void Missing_ACK_ends_the_call_with_BYE_after_64_T1()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Advance(32.1);
        _bench.Handler.Events.Should().Equal("ended AckMissing");
        var last = (SipRequest)_bench.Transport.Sent[^1].Message;
        last.Method.Should().Be(SipMethod.Bye);
        last.RequestUriText.Should().Be("sip:peer@198.51.100.7:5060");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Second_ACK_is_ignored()
    {
        var session = _bench.EstablishedIncoming();
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("ack");
    }

    [Fact]
    public void BYE_before_the_ACK_ends_the_call_and_stops_the_2xx()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        var session = _bench.Incoming!;
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Bye);
        _bench.Advance(40);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("ended RemoteBye");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Our_BYE_waits_for_the_ACK()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        var session = _bench.Incoming!;
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        session.Bye();
        _bench.NothingSent();
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Respond(_bench.Take(SipMethod.Bye), 200);
        _bench.Handler.Events.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Our_BYE_goes_out_when_the_ACK_never_comes()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        var session = _bench.Incoming!;
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        session.Bye();
        _bench.Advance(32.1);
        ((SipRequest)_bench.Transport.Sent[^1].Message).Method.Should().Be(SipMethod.Bye);
        _bench.Handler.Events.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void CANCEL_before_the_answer_is_answered_and_ends_the_INVITE_with_487()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.Incoming!.Provisional(180);
        _bench.Take(180);
        _bench.Deliver(Cancel(invite, "SIP;cause=200;text=\"Call completed elsewhere\""));
        var answer = _bench.Take(200);
        answer.CSeq.Method.Should().Be(SipMethod.Cancel);
        answer.ToTag.Should().Be(_bench.Incoming.LocalTag);
        var refused = _bench.Take(487);
        refused.CSeq.Method.Should().Be(SipMethod.Invite);
        _bench.Deliver(Ack(invite, refused));
        _bench.Handler.Events.Should().Equal("cancelled");
        _bench.Handler.CancelReason.Should().Be("SIP;cause=200;text=\"Call completed elsewhere\"");
        _bench.Incoming.State.Should().Be(InviteState.Ended);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void CANCEL_that_crosses_the_answer_changes_nothing()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        _bench.Deliver(Cancel(invite));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Cancel);
        _bench.NothingSent();
        _bench.Incoming.State.Should().Be(InviteState.Answered);
        _bench.Handler.Events.Should().BeEmpty();
    }

    [Fact]
    public void Repeated_CANCEL_is_absorbed()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Take(100);
        var cancel = Cancel(invite);
        _bench.Deliver(cancel);
        _bench.Take(200);
        _bench.Take(487);
        _bench.Deliver(cancel);
        _bench.Take(200);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("cancelled");
    }

    [Fact]
    public void CANCEL_for_nothing_gets_481()
    {
        _bench.Deliver(Cancel(_bench.PeerInvite()));
        _bench.Take(481);
    }

    [Fact]
    public void Accept_after_CANCEL_does_nothing()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Deliver(Cancel(invite));
        _bench.Transport.Sent.Clear();
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Incoming.Provisional(180);
        _bench.Incoming.Reject(480);
        _bench.Incoming.Bye();
        _bench.NothingSent();
    }

    [Fact]
    public void BYE_instead_of_CANCEL_ends_the_early_dialog()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Provisional(180);
        _bench.Take(180);
        _bench.Deliver(_bench.PeerRequest(_bench.Incoming, SipMethod.Bye, 2));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Bye);
        _bench.Take(487).CSeq.Method.Should().Be(SipMethod.Invite);
        _bench.Handler.Events.Should().Equal("cancelled");
    }

    [Fact]
    public void Refusal_is_repeated_until_the_ACK()
    {
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.Incoming!.Reject(486, headers: AgentBench.Header("Reason", "Q.850;cause=17"));
        var refusal = _bench.Take(486);
        refusal.Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=17");
        _bench.Advance(0.6);
        _bench.Take(486);
        _bench.Deliver(Ack(invite, refusal));
        _bench.Advance(40);
        _bench.NothingSent();
        _bench.Handler.Events.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Unanswered_refusal_ends_with_timer_H()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Incoming!.Reject(486);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Hang_up_before_the_answer_is_480()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Bye();
        _bench.Take(480);
    }

    [Fact]
    public void Dropped_INVITE_gets_no_answer_at_all()
    {
        _bench.OnIncoming = s => s.Drop();
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.NothingSent();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void INVITE_that_nobody_takes_gets_480()
    {
        _bench.Endpoint.User = null;
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(480);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Rejected_inside_OnInvite_sends_one_final_response_and_no_100()
    {
        _bench.OnIncoming = s => s.Reject(404);
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(404);
        _bench.NothingSent();
    }

    [Fact]
    public void Answered_inside_OnInvite_needs_no_100()
    {
        _bench.OnIncoming = s =>
        {
            s.Attach(_bench.Handler, _bench.Settings);
            s.Accept(AgentBench.Bytes(AgentBench.Answer));
        };
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(200);
        _bench.NothingSent();
    }

    [Fact]
    public void INVITE_without_offer_gets_ours_in_the_2xx_only()
    {
        _bench.Deliver(_bench.PeerInvite(sdp: null));
        _bench.Take(100);
        _bench.Incoming!.Provisional(183, AgentBench.Bytes("early"));
        _bench.Take(183).Body.IsEmpty.Should().BeTrue();
        _bench.Incoming.Accept(AgentBench.Bytes(AgentBench.Offer));
        _bench.Take(200).Body.IsEmpty.Should().BeFalse();
        _bench.Deliver(_bench.PeerAck(_bench.Incoming, 1, AgentBench.Answer));
        _bench.Handler.Ack!.Body.ToArray().Should().Equal(AgentBench.Bytes(AgentBench.Answer).ToArray());
    }

    [Fact]
    public void Peer_of_RFC_2543_without_cookie_and_tag_can_call()
    {
        var invite = _bench.PeerInvite(
            headers: ["Via: SIP/2.0/UDP 198.51.100.7:5060", "From: <sip:old@198.51.100.7>", "Contact: <sip:old@198.51.100.7>"]
        );
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.Incoming!.Reject(486);
        var refusal = _bench.Take(486);
        _bench.Deliver(Ack(invite, refusal));
        _bench.Advance(1);
        _bench.NothingSent();
    }

    private static SipRequest Cancel(SipRequest invite, string? reason = null) =>
        Ponte.Sip.Transactions.InviteCompanions.Cancel(invite, reason);

    private static SipRequest Ack(SipRequest invite, SipResponse refusal) => Ponte.Sip.Transactions.InviteCompanions.Ack(invite, refusal);
}
