using Ponte.Sip.Agent;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Session timers on calls: refresh both ways, 422, expiry (RFC 4028).</summary>
public sealed class SessionTimerCallTests
{
    private readonly AgentBench _bench = new();

    public SessionTimerCallTests() => _bench.Settings = _bench.Settings with { SessionTimer = new SessionTimerSettings() };

    [Fact]
    public void Caller_asks_and_refreshes_with_its_unchanged_SDP()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        invite.Headers.First(HeaderName.SessionExpires).Should().Be("1800");
        invite.Headers.HasToken(HeaderName.Supported, "timer").Should().BeTrue();
        _bench.Respond(invite, 200, sdp: AgentBench.Answer, headers: ["Session-Expires: 1800;refresher=uac", "Require: timer"]);
        _bench.Take(SipMethod.Ack);
        _bench.Advance(899);
        _bench.NothingSent();
        _bench.Advance(1.1);
        var refresh = _bench.Take(SipMethod.Invite);
        refresh.Body.ToArray().Should().Equal(AgentBench.Bytes(AgentBench.Offer).ToArray());
        refresh.Headers.First(HeaderName.SessionExpires).Should().Be("1800;refresher=uac");
        _bench.Respond(refresh, 200, sdp: AgentBench.Answer, headers: "Session-Expires: 1800;refresher=uac");
        _bench.Take(SipMethod.Ack);
        _bench.Advance(899);
        _bench.NothingSent();
        _bench.Advance(1.1);
        _bench.Take(SipMethod.Invite);
        _bench.Handler.Events.Should().Equal("answered remote");
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Refresh_goes_by_UPDATE_where_preferred_and_allowed()
    {
        _bench.Settings = _bench.Settings with { SessionTimer = new SessionTimerSettings { PreferUpdate = true } };
        _bench.Established(null, "Session-Expires: 90;refresher=uac", "Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
        _bench.Advance(45.1);
        var update = _bench.Take(SipMethod.Update);
        update.Body.IsEmpty.Should().BeTrue();
        update.Headers.First(HeaderName.SessionExpires).Should().Be("90;refresher=uac");
        _bench.Respond(update, 200, headers: "Session-Expires: 90;refresher=uac");
        _bench.Advance(45.1);
        _bench.Take(SipMethod.Update);
    }

    [Fact]
    public void Refresh_goes_by_reINVITE_where_UPDATE_is_not_allowed()
    {
        _bench.Settings = _bench.Settings with { SessionTimer = new SessionTimerSettings { PreferUpdate = true } };
        _bench.Established(null, "Session-Expires: 90;refresher=uac", "Allow: INVITE,ACK,OPTIONS,CANCEL,BYE,NOTIFY");
        _bench.Advance(45.1);
        _bench.Take(SipMethod.Invite);
    }

    [Fact]
    public void Caller_that_is_not_the_refresher_ends_an_expired_session_with_BYE()
    {
        _bench.Established(null, "Session-Expires: 90;refresher=uas");
        _bench.Advance(59);
        _bench.NothingSent();
        _bench.Advance(1.1);
        _bench.Take(SipMethod.Bye);
        _bench.Handler.Events.Should().Equal("answered remote", "ended SessionExpired");
    }

    [Fact]
    public void Peers_refresh_keeps_the_session()
    {
        var session = _bench.Established(null, "Session-Expires: 90;refresher=uas");
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes(AgentBench.Offer));
        for (uint i = 1; i <= 5; i++)
        {
            _bench.Advance(45);
            _bench.Deliver(
                _bench.PeerRequest(session, SipMethod.Invite, i, AgentBench.Answer, "Session-Expires: 90;refresher=uac", "Supported: timer")
            );
            _bench.Take(200).Headers.First(HeaderName.SessionExpires).Should().Be("90;refresher=uac");
            _bench.Deliver(_bench.PeerAck(session, i));
        }
        _bench.Handler.Events.Should().NotContain("offer").And.Contain("refresh");
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Peer_without_timers_leaves_the_session_without()
    {
        var session = _bench.Established();
        _bench.Advance(7200);
        _bench.NothingSent();
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Refusal_422_raises_the_interval_and_is_told_to_nobody()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 422, headers: "Min-SE: 3600");
        _bench.Take(SipMethod.Ack);
        var again = _bench.Take(SipMethod.Invite);
        again.Headers.First(HeaderName.SessionExpires).Should().Be("3600");
        again.CallId.Should().Be(invite.CallId);
        again.CSeq.Number.Should().Be(2);
        _bench.Respond(again, 422, headers: "Min-SE: 3600");
        _bench.Handler.Events.Should().Equal("failed Response 422");
    }

    [Fact]
    public void Refusal_422_of_a_refresh_raises_the_interval()
    {
        _bench.Established(null, "Session-Expires: 90;refresher=uac");
        _bench.Advance(45.1);
        _bench.Respond(_bench.Take(SipMethod.Invite), 422, headers: "Min-SE: 300");
        _bench.Take(SipMethod.Ack);
        _bench.Take(SipMethod.Invite).Headers.First(HeaderName.SessionExpires).Should().Be("300;refresher=uac");
    }

    [Fact]
    public void Failed_refresh_is_repeated_until_the_session_expires()
    {
        _bench.Established(null, "Session-Expires: 90;refresher=uac");
        _bench.Advance(45.1);
        _bench.Respond(_bench.Take(SipMethod.Invite), 500);
        _bench.Take(SipMethod.Ack);
        _bench.Advance(10.1);
        _bench.Respond(_bench.Take(SipMethod.Invite), 500);
        _bench.Take(SipMethod.Ack);
        _bench.Advance(5);
        _bench.Take(SipMethod.Bye);
        _bench.Handler.Events.Should().Equal("answered remote", "ended SessionExpired");
    }

    [Fact]
    public void Called_side_answers_the_timer_and_makes_the_caller_refresh()
    {
        _bench.Deliver(_bench.PeerInvite(headers: ["Session-Expires: 3600", "Min-SE: 300", "Supported: timer"]));
        _bench.Take(100);
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        var answer = _bench.Take(200);
        answer.Headers.First(HeaderName.SessionExpires).Should().Be("1800;refresher=uac");
        answer.Headers.HasToken(HeaderName.Require, "timer").Should().BeTrue();
        _bench.Deliver(_bench.PeerAck(_bench.Incoming, 1));
        _bench.Advance(1769);
        _bench.Take(SipMethod.Bye);
        _bench.Handler.Events.Should().EndWith("ended SessionExpired");
    }

    [Fact]
    public void Called_side_refreshes_itself_for_a_caller_without_timers()
    {
        var session = _bench.EstablishedIncoming();
        _bench.Advance(900.1);
        var refresh = _bench.Take(SipMethod.Invite);
        refresh.Body.ToArray().Should().Equal(AgentBench.Bytes(AgentBench.Answer).ToArray());
        _bench.Respond(refresh, 200, sdp: AgentBench.Offer);
        _bench.Take(SipMethod.Ack);
        session.State.Should().Be(InviteState.Established);
        _bench.Advance(3600);
        _bench.NothingSent();
    }

    [Fact]
    public void Too_small_interval_of_a_refresh_gets_422()
    {
        _bench.Settings = _bench.Settings with { SessionTimer = new SessionTimerSettings { Minimum = TimeSpan.FromMinutes(5) } };
        var session = _bench.Established();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Update, 1, null, "Session-Expires: 100", "Supported: timer"));
        _bench.Take(422).Headers.First(HeaderName.MinSe).Should().Be("300");
    }

    [Fact]
    public void Refresh_waits_for_nothing_when_a_reINVITE_of_ours_is_under_way()
    {
        var session = _bench.Established(null, "Session-Expires: 90;refresher=uac");
        _bench.Advance(44);
        session.Reinvite(() => AgentBench.Bytes("v=0 hold"));
        var invite = _bench.Take(SipMethod.Invite);
        invite.Headers.First(HeaderName.SessionExpires).Should().Be("90;refresher=uac");
        _bench.Respond(invite, 180);
        _bench.Advance(5);
        _bench.NothingSent();
        _bench.Respond(invite, 200, sdp: AgentBench.Answer, headers: "Session-Expires: 90;refresher=uac");
        _bench.Take(SipMethod.Ack);
        _bench.Advance(44);
        _bench.NothingSent();
        _bench.Advance(1.1);
        _bench.Take(SipMethod.Invite).Body.ToArray().Should().Equal(AgentBench.Bytes("v=0 hold").ToArray());
    }
}
