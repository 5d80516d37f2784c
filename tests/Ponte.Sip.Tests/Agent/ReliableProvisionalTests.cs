using System.Globalization;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>RFC 3262 on both sides.</summary>
public sealed class ReliableProvisionalTests
{
    private readonly AgentBench _bench = new();

    [Fact]
    public void UAS_sends_reliably_when_the_peer_requires_it()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Require: 100rel"));
        _bench.Take(100).Headers.Contains(HeaderName.RSeq).Should().BeFalse();
        _bench.Incoming!.Provisional(180);
        var ringing = _bench.Take(180);
        ringing.Headers.First(HeaderName.Require).Should().Be("100rel");
        ringing.Headers.Number(HeaderName.RSeq).Should().BeGreaterThan(0);
    }

    [Fact]
    public void UAS_sends_SDP_reliably_when_settings_say_so_and_the_peer_supports_it()
    {
        _bench.Settings = _bench.Settings with { ReliableProvisionals = ReliableProvisionalUse.WhenSupported };
        _bench.Deliver(_bench.PeerInvite(headers: "Supported: 100rel"));
        _bench.Take(100);
        _bench.Incoming!.Provisional(180);
        _bench.Take(180).Headers.Contains(HeaderName.RSeq).Should().BeFalse();
        _bench.Incoming.Provisional(183, AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(183).Headers.Contains(HeaderName.RSeq).Should().BeTrue();
    }

    [Fact]
    public void UAS_sends_plainly_when_the_peer_does_not_know_it()
    {
        _bench.Settings = _bench.Settings with { ReliableProvisionals = ReliableProvisionalUse.WhenSupported };
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Incoming!.Provisional(183, AgentBench.Bytes(AgentBench.Answer), reliable: true);
        _bench.Take(183).Headers.Contains(HeaderName.RSeq).Should().BeFalse();
    }

    [Fact]
    public void UAS_repeats_until_the_PRACK_and_then_sends_the_next()
    {
        var number = Ring();
        _bench.Incoming!.Provisional(183, AgentBench.Bytes(AgentBench.Answer));
        _bench.NothingSent();
        _bench.Advance(0.51);
        _bench.Take(180);
        _bench.Advance(1);
        _bench.Take(180);
        _bench.Deliver(Prack(2, number));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Prack);
        _bench.Take(183).Headers.Number(HeaderName.RSeq).Should().Be(number + 1);
    }

    [Fact]
    public void PRACK_that_matches_nothing_gets_481_and_a_broken_one_400()
    {
        var number = Ring();
        _bench.Deliver(Prack(2, number + 1));
        _bench.Take(481);
        _bench.Deliver(_bench.PeerRequest(_bench.Incoming!, SipMethod.Prack, 3, null, "RAck: x"));
        _bench.Take(400);
        _bench.Deliver(Prack(4, number));
        _bench.Take(200);
        _bench.Deliver(Prack(5, number));
        _bench.Take(481);
    }

    [Fact]
    public void Missing_PRACK_ends_the_INVITE_with_504()
    {
        Ring();
        _bench.Advance(32.1);
        var last = (SipResponse)_bench.Transport.Sent[^1].Message;
        last.StatusCode.Should().Be(504);
        _bench.Handler.Events.Should().Equal("cancelled");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Answer_waits_for_the_PRACK_of_a_response_with_SDP()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Require: 100rel"));
        _bench.Take(100);
        _bench.Incoming!.Provisional(183, AgentBench.Bytes(AgentBench.Answer));
        var number = _bench.Take(183).Headers.Number(HeaderName.RSeq)!.Value;
        _bench.Incoming.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.NothingSent();
        _bench.Deliver(Prack(2, number));
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Prack);
        _bench.Take(200).CSeq.Method.Should().Be(SipMethod.Invite);
        _bench.Deliver(_bench.PeerAck(_bench.Incoming, 1));
        _bench.Handler.Events.Should().Equal("ack");
    }

    [Fact]
    public void Answer_does_not_wait_for_the_PRACK_of_a_response_without_SDP()
    {
        Ring();
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        _bench.Advance(0.4);
        _bench.NothingSent();
    }

    [Fact]
    public void CANCEL_while_the_answer_waits_for_the_PRACK_ends_the_call()
    {
        var invite = _bench.PeerInvite(headers: "Require: 100rel");
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.Incoming!.Provisional(183, AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(183);
        _bench.Incoming.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Deliver(Ponte.Sip.Transactions.InviteCompanions.Cancel(invite, null));
        _bench.Take(200);
        _bench.Take(487);
        _bench.Handler.Events.Should().Equal("cancelled");
    }

    [Fact]
    public void Offer_inside_a_PRACK_is_refused_but_the_PRACK_counts()
    {
        var number = Ring();
        _bench.Deliver(Prack(2, number, "v=0 new"));
        _bench.Take(488);
        _bench.Advance(2);
        _bench.NothingSent();
    }

    [Fact]
    public void UAC_acknowledges_in_the_early_dialog()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        var ringing = _bench.Respond(invite, 183, "one", AgentBench.Answer, "Require: 100rel", "RSeq: 7");
        var prack = _bench.Take(SipMethod.Prack);
        prack.Headers.First(HeaderName.RAck).Should().Be("7 1 INVITE");
        prack.ToTag.Should().Be("one");
        prack.CSeq.Number.Should().Be(2);
        prack.RequestUriText.Should().Be("sip:peer@198.51.100.7:5060");
        _bench.Deliver(ringing);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("183 one");
        _bench.Respond(prack, 200);
        _bench.Respond(invite, 200, "one");
        _bench.Take(SipMethod.Ack).CSeq.Number.Should().Be(1);
        session.Bye();
        _bench.Take(SipMethod.Bye).CSeq.Number.Should().Be(3);
    }

    [Fact]
    public void UAC_leaves_a_response_out_of_order_unacknowledged()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180, "one", null, "Require: 100rel", "RSeq: 7");
        _bench.Take(SipMethod.Prack);
        _bench.Respond(invite, 183, "one", null, "Require: 100rel", "RSeq: 9");
        _bench.NothingSent();
        _bench.Respond(invite, 180, "two", null, "Require: 100rel", "RSeq: 40");
        _bench.Take(SipMethod.Prack).ToTag.Should().Be("two");
        _bench.Respond(invite, 183, "one", null, "Require: 100rel", "RSeq: 8");
        _bench.Take(SipMethod.Prack).Headers.First(HeaderName.RAck).Should().Be("8 1 INVITE");
        _bench.Handler.Events.Should().Equal("180 one", "180 two", "183 one");
    }

    [Fact]
    public void UPDATE_in_the_early_dialog_is_taken_once_the_first_offer_is_answered()
    {
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 mine"));
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 183, "remote", AgentBench.Answer, "Require: 100rel", "RSeq: 7");
        _bench.Respond(_bench.Take(SipMethod.Prack), 200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Update, 1, "v=0 theirs"));
        _bench.Take(200);
        _bench.Handler.Events.Should().Equal("183 remote", "offer");
    }

    private uint Ring()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Require: 100rel"));
        _bench.Take(100);
        _bench.Incoming!.Provisional(180);
        return _bench.Take(180).Headers.Number(HeaderName.RSeq)!.Value;
    }

    private SipRequest Prack(uint cseq, uint number, string? sdp = null) =>
        _bench.PeerRequest(
            _bench.Incoming!,
            SipMethod.Prack,
            cseq,
            sdp,
            string.Create(CultureInfo.InvariantCulture, $"RAck: {number} 1 INVITE")
        );
}
