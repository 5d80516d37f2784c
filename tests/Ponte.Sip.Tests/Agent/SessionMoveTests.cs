using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Tests.Agent;

/// <summary>A session goes on on another loop; the peer notices nothing.</summary>
public sealed class SessionMoveTests
{
    private readonly AgentBench _bench = new(loops: 2);
    private InviteSession? _arrived;

    private SipEndpoint First => _bench.Node.Endpoints[0];

    private SipEndpoint Other => _bench.Node.Endpoints[1];

    [Fact]
    public void Moved_session_is_ended_by_the_peer()
    {
        Move(_bench.Established());
        _arrived!.Endpoint.Should().BeSameAs(Other);
        _bench.Deliver(_bench.PeerRequest(_arrived, SipMethod.Bye, 9));
        _bench.Take(200);
        _bench.Handler.Events.Should().EndWith("ended RemoteBye");
        _bench.ExpectNothingLeft();
        First.Places.Count.Should().Be(0);
    }

    [Fact]
    public void CSeq_goes_on_without_a_gap()
    {
        var session = _bench.Established();
        var before = session.Snapshot().LocalCSeq;
        Move(session);
        _arrived!.Bye();
        var bye = _bench.Take(SipMethod.Bye);
        bye.CSeq.Number.Should().Be(before + 1);
        bye.FromTag.Should().Be(session.LocalTag);
        _bench.Respond(bye, 200);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Repeated_answer_to_the_first_INVITE_is_still_acknowledged()
    {
        var session = _bench.Invite();
        var answer = _bench.Respond(_bench.Take(SipMethod.Invite), 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        Move(session);
        _bench.Deliver(answer);
        _bench.Take(SipMethod.Ack);
        _arrived!.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Request_under_way_is_waited_for()
    {
        var session = _bench.Established();
        RequestResult? result = null;
        session.Request(SipMethod.Info, done: r => result = r);
        var info = _bench.Take(SipMethod.Info);
        Move(session);
        _arrived.Should().BeNull();
        _bench.Respond(info, 200);
        result!.IsSuccess.Should().BeTrue();
        _bench.Run();
        _arrived.Should().NotBeNull();
    }

    [Fact]
    public void Answer_without_ACK_is_waited_for()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        var session = _bench.Incoming!;
        session.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200);
        var target = session.Endpoint == First ? Other : First;
        session.MoveTo(target, s => _arrived = s);
        _bench.Run();
        _arrived.Should().BeNull();
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Run();
        _arrived!.Endpoint.Should().BeSameAs(target);
    }

    [Fact]
    public void Hang_up_of_the_peer_comes_before_a_move_that_waits()
    {
        var session = _bench.Established();
        session.Request(SipMethod.Info);
        var info = _bench.Take(SipMethod.Info);
        Move(session);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 9));
        _bench.Take(200);
        _bench.Respond(info, 481);
        _bench.Run();
        _arrived.Should().BeNull();
        _bench.Handler.Events.Should().EndWith("ended RemoteBye");
        session.CancelMove();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Repetition_of_a_request_before_the_move_gets_its_answer_again()
    {
        var session = _bench.Established();
        _bench.Handler.Requested = (_, r) => r.Respond(200);
        var info = _bench.PeerRequest(session, SipMethod.Info, 4);
        _bench.Deliver(info);
        _bench.Take(200);
        Move(session);
        _bench.Deliver(info);
        _bench.Take(200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Info, 4));
        _bench.Take(500).ReasonPhrase.Should().Be("CSeq Out Of Order");
    }

    [Fact]
    public void Session_may_come_back()
    {
        Move(_bench.Established());
        var there = _arrived!;
        there.MoveTo(First, s => _arrived = s);
        _bench.Run();
        _arrived!.Endpoint.Should().BeSameAs(First);
        First.Places.Count.Should().Be(0);
        _bench.Deliver(_bench.PeerRequest(_arrived, SipMethod.Bye, 9));
        _bench.Take(200);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Session_restored_beside_the_other_leg_of_its_call_is_found_too()
    {
        var session = _bench.Established();
        var state = session.Snapshot();
        var next = new AgentBench(loops: 2);
        var restored = next.Node.Endpoints[1].Restore(state, next.Handler)!;
        next.Deliver(next.PeerRequest(restored, SipMethod.Bye, 9));
        next.Take(200);
        next.Handler.Events.Should().Equal("ended RemoteBye");
        next.ExpectNothingLeft();
    }

    [Fact]
    public void Diverted_INVITE_is_answered_cancelled_and_repeated_on_the_other_loop()
    {
        InviteSession? there = null;
        _bench.OnIncoming = session =>
        {
            session.Attach(_bench.Handler, _bench.Settings);
            session.Divert(
                session.Endpoint == First ? Other : First,
                s =>
                {
                    there = s;
                    s.Attach(_bench.Handler, _bench.Settings);
                }
            );
        };
        var invite = _bench.PeerInvite();
        _bench.Deliver(invite);
        _bench.Take(100);
        there!.Endpoint.Should().NotBeSameAs(_bench.Incoming!.Endpoint);
        _bench.Deliver(invite);
        _bench.Take(100);
        _bench.AllIncoming.Should().HaveCount(1, "the repetition is none of a new call");
        _bench.Deliver(InviteCompanions.Cancel(invite, null));
        _bench.Take(200);
        _bench.Take(487);
        _bench.Handler.Events.Should().EndWith("cancelled");
        _bench.ExpectNothingLeft();
        First.Places.Count.Should().Be(0);
    }

    private void Move(InviteSession session)
    {
        session.MoveTo(Other, s => _arrived = s);
        _bench.Run();
    }
}
