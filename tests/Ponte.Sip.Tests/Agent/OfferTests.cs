using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Changes of an answered call: re-INVITE and UPDATE both ways, failures (RFC 3261 14, RFC 3311).</summary>
public sealed class OfferTests
{
    private static readonly ReadOnlyMemory<byte> Hold = AgentBench.Bytes("v=0 hold");

    private readonly AgentBench _bench = new();

    [Fact]
    public void Our_reINVITE_is_answered_and_acknowledged()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        var invite = _bench.Take(SipMethod.Invite);
        invite.CSeq.Number.Should().Be(2);
        invite.ToTag.Should().Be("remote");
        invite.Body.ToArray().Should().Equal(Hold.ToArray());
        var answer = _bench.Respond(invite, 200, sdp: "v=0 held", headers: "Contact: <sip:moved@198.51.100.7:5080>");
        var ack = _bench.Take(SipMethod.Ack);
        ack.CSeq.Number.Should().Be(2);
        ack.RequestUriText.Should().Be("sip:moved@198.51.100.7:5080", "the 2xx refreshed the target");
        _bench.Deliver(answer);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().Equal("answered remote", "reinvited 200");
    }

    [Theory]
    [InlineData(488)]
    [InlineData(503)]
    [InlineData(606)]
    public void Refused_reINVITE_leaves_the_session_as_it_was(int status)
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        _bench.Respond(_bench.Take(SipMethod.Invite), status);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().Equal("answered remote", $"reinvited {status}");
        session.State.Should().Be(InviteState.Established);
        session.Snapshot().LocalSdp.ToArray().Should().Equal(AgentBench.Bytes(AgentBench.Offer).ToArray());
    }

    [Fact]
    public void Refusal_481_of_a_reINVITE_ends_the_session()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        _bench.Respond(_bench.Take(SipMethod.Invite), 481);
        _bench.Handler.Events.Should().Equal("answered remote", "reinvited 481", "ended DialogUnknown");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Silence_to_a_reINVITE_ends_the_session_with_BYE()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        _bench.Advance(32.1);
        _bench.Handler.Events.Should().Equal("answered remote", "reinvited 408", "ended PeerSilent");
        ((SipRequest)_bench.Transport.Sent[^1].Message).Method.Should().Be(SipMethod.Bye);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Second_reINVITE_of_ours_waits_for_the_first()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        session.Reinvite(() => AgentBench.Bytes("v=0 second"));
        var first = _bench.Take(SipMethod.Invite);
        _bench.NothingSent();
        _bench.Respond(first, 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        _bench.Take(SipMethod.Invite).Body.ToArray().Should().Equal(AgentBench.Bytes("v=0 second").ToArray());
    }

    [Fact]
    public void Our_reINVITE_waits_for_the_ACK_of_the_first_INVITE()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        var session = _bench.Incoming!;
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        session.Reinvite(() => Hold);
        _bench.NothingSent();
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Take(SipMethod.Invite);
    }

    [Fact]
    public void Peers_reINVITE_is_offered_and_answered()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 mine"));
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs", "Contact: <sip:moved@198.51.100.7:5080;x=1>"));
        _bench.Take(200).Body.ToArray().Should().Equal(AgentBench.Bytes("v=0 mine").ToArray());
        _bench.Advance(0.6);
        _bench.Take(200);
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Advance(5);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("answered remote", "offer", "ack");
        session.Bye();
        _bench.Take(SipMethod.Bye).RequestUriText.Should().Be("sip:moved@198.51.100.7:5080;x=1");
    }

    [Fact]
    public void Offer_that_waits_is_told_by_100_and_answered_later()
    {
        var session = _bench.Established();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs"));
        _bench.Take(100);
        _bench.Handler.Offer!.Accept(AgentBench.Bytes("v=0 mine"));
        _bench.Take(200);
        _bench.Handler.Offer.Accept(AgentBench.Bytes("v=0 twice"));
        _bench.NothingSent();
    }

    [Fact]
    public void Refused_offer_leaves_the_session_and_its_target()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) => o.Reject(488);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs", "Contact: <sip:moved@198.51.100.7:5080>"));
        _bench.Take(488);
        session.Bye();
        _bench.Take(SipMethod.Bye).RequestUriText.Should().Be("sip:peer@198.51.100.7:5060");
    }

    [Fact]
    public void Same_SDP_is_a_refresh()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes(AgentBench.Offer));
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, AgentBench.Answer));
        _bench.Take(200);
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Handler.Events.Should().Equal("answered remote", "refresh", "ack");
    }

    [Fact]
    public void reINVITE_without_offer_gets_ours_and_its_answer_comes_in_the_ACK()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) =>
        {
            o.Sdp.IsEmpty.Should().BeTrue();
            o.IsRefresh.Should().BeFalse();
            o.Accept(AgentBench.Bytes("v=0 mine"));
        };
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1));
        _bench.Take(200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Update, 2, "v=0 early"));
        _bench.Take(491);
        _bench.Deliver(_bench.PeerAck(session, 1, "v=0 answer"));
        session.Snapshot().RemoteSdp.ToArray().Should().Equal(AgentBench.Bytes("v=0 answer").ToArray());
        _bench.Handler.Events.Should().Equal("answered remote", "offer", "ack");
    }

    [Fact]
    public void Second_reINVITE_of_the_peer_before_our_answer_gets_500_with_Retry_After()
    {
        var session = _bench.Established();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs"));
        _bench.Take(100);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 2, "v=0 more"));
        _bench.Take(500).Headers.Number(HeaderName.RetryAfter).Should().BeInRange(0, 10);
    }

    [Fact]
    public void reINVITE_before_the_ACK_of_the_first_is_taken()
    {
        // The ACK was overtaken: the peer that sends a re-INVITE has seen our 2xx.
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        var session = _bench.Incoming!;
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 mine"));
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 2, "v=0 hold"));
        _bench.Take(200).CSeq.Number.Should().Be(2);
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Deliver(_bench.PeerAck(session, 2));
        _bench.Advance(40);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("offer", "ack", "ack");
    }

    [Fact]
    public void reINVITE_before_the_first_final_response_gets_500()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Provisional(180);
        _bench.Take(180);
        _bench.Deliver(_bench.PeerRequest(_bench.Incoming, SipMethod.Invite, 2, "v=0 more"));
        _bench.Take(500);
    }

    [Fact]
    public void Missing_ACK_of_a_reINVITE_ends_the_session()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 mine"));
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs"));
        _bench.Advance(32.1);
        _bench.Handler.Events.Should().Equal("answered remote", "offer", "ended AckMissing");
    }

    [Fact]
    public void CANCEL_of_a_reINVITE_takes_the_offer_back()
    {
        var session = _bench.Established();
        var reinvite = _bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs");
        _bench.Deliver(reinvite);
        _bench.Take(100);
        _bench.Deliver(Ponte.Sip.Transactions.InviteCompanions.Cancel(reinvite, null));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Cancel);
        _bench.Take(487);
        _bench.Handler.Offer!.IsAnswered.Should().BeTrue();
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void BYE_refuses_the_offer_that_waits_with_487()
    {
        var session = _bench.Established();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs"));
        _bench.Take(100);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Bye);
        _bench.Take(487).CSeq.Method.Should().Be(SipMethod.Invite);
        _bench.Handler.Offer!.Accept(Hold);
        _bench.NothingSent();
    }

    [Fact]
    public void UPDATE_with_offer_is_offered_and_answered_without_ACK()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 mine"));
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Update, 1, "v=0 theirs"));
        _bench.Take(200).Body.IsEmpty.Should().BeFalse();
        _bench.Advance(40);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("answered remote", "offer");
        _bench.Handler.Offer!.IsUpdate.Should().BeTrue();
    }

    [Fact]
    public void UPDATE_without_SDP_refreshes_the_target_without_asking()
    {
        var session = _bench.Established();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Update, 1, null, "Contact: <sip:moved@198.51.100.7:5080>"));
        _bench.Take(200).Headers.Contains(HeaderName.Contact).Should().BeTrue();
        session.Bye();
        _bench.Take(SipMethod.Bye).RequestUriText.Should().Be("sip:moved@198.51.100.7:5080");
        _bench.Handler.Events.Should().Equal("answered remote");
    }

    [Fact]
    public void UPDATE_with_offer_while_ours_is_under_way_gets_491()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        _bench.Take(SipMethod.Invite);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Update, 1, "v=0 theirs"));
        _bench.Take(491);
    }

    [Fact]
    public void UPDATE_with_offer_before_the_first_offer_is_answered_is_refused_on_both_sides()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Provisional(180);
        _bench.Take(180);
        _bench.Deliver(_bench.PeerRequest(_bench.Incoming, SipMethod.Update, 2, "v=0 theirs"));
        _bench.Take(500);

        var caller = new AgentBench();
        var session = caller.Invite();
        caller.Respond(caller.Take(SipMethod.Invite), 180);
        caller.Deliver(caller.PeerRequest(session, SipMethod.Update, 1, "v=0 theirs"));
        caller.Take(491);
    }

    [Fact]
    public void Other_requests_reach_the_handler_and_are_answered()
    {
        var session = _bench.Established();
        _bench.Handler.Requested = (_, r) => r.Respond(202, headers: AgentBench.Header("X-Test", "1"));
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Refer, 1, null, "Refer-To: <sip:x@y>"));
        var accepted = _bench.Take(202);
        accepted.Headers.First("X-Test").Should().Be("1");
        accepted.Headers.First(HeaderName.Contact).Should().Be("<sip:us@10.0.0.1:5060>");
        _bench.Handler.Events.Should().Equal("answered remote", "REFER");
    }

    [Fact]
    public void Our_request_inside_the_dialog_tells_its_outcome()
    {
        var session = _bench.Established();
        RequestResult? result = null;
        session.Request(SipMethod.Info, contentType: "application/dtmf-relay", body: AgentBench.Bytes("Signal=5"), done: r => result = r);
        var info = _bench.Take(SipMethod.Info);
        info.ContentType.Should().Be("application/dtmf-relay");
        _bench.Respond(info, 200);
        result!.IsSuccess.Should().BeTrue();
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Refused_NOTIFY_does_not_end_the_call()
    {
        var session = _bench.Established();
        session.Request(SipMethod.Notify);
        _bench.Respond(_bench.Take(SipMethod.Notify), 481);
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Hang_up_while_our_reINVITE_is_under_way_sends_BYE_and_tells_nothing_more()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        var invite = _bench.Take(SipMethod.Invite);
        session.Bye();
        var bye = _bench.Take(SipMethod.Bye);
        _bench.Respond(bye, 200);
        _bench.Respond(invite, 487);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().Equal("answered remote");
        _bench.ExpectNothingLeft();
    }
}
