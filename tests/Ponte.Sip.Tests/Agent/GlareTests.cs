using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Both sides send a re-INVITE at once (RFC 3261 14.1, 14.2).</summary>
public sealed class GlareTests
{
    private static readonly ReadOnlyMemory<byte> Hold = AgentBench.Bytes("v=0 hold");

    private readonly AgentBench _bench = new();

    [Fact]
    public void Glare_is_repeated_by_the_owner_of_the_Call_ID_after_2100_to_4000_ms()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        _bench.Respond(_bench.Take(SipMethod.Invite), 491);
        _bench.Take(SipMethod.Ack);
        _bench.Advance(2.09);
        _bench.NothingSent();
        _bench.Advance(1.92);
        var again = _bench.Take(SipMethod.Invite);
        again.CSeq.Number.Should().Be(3);
        _bench.Respond(again, 200, sdp: AgentBench.Answer);
        _bench.Handler.Events.Should().Equal("answered remote", "reinvited 200");
    }

    [Fact]
    public void Glare_is_repeated_by_the_other_side_within_2000_ms()
    {
        var session = _bench.EstablishedIncoming();
        session.Reinvite(() => Hold);
        _bench.Respond(_bench.Take(SipMethod.Invite), 491);
        _bench.Take(SipMethod.Ack);
        _bench.Advance(2.01);
        _bench.Take(SipMethod.Invite);
    }

    [Fact]
    public void Peers_reINVITE_while_ours_is_under_way_gets_491()
    {
        var session = _bench.Established();
        session.Reinvite(() => Hold);
        _bench.Take(SipMethod.Invite);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs"));
        _bench.Take(491);
        _bench.Handler.Events.Should().Equal("answered remote");
    }

    [Fact]
    public void Peers_reINVITE_is_taken_while_ours_waits_after_glare()
    {
        var session = _bench.Established();
        _bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 mine"));
        session.Reinvite(() => Hold);
        _bench.Respond(_bench.Take(SipMethod.Invite), 491);
        _bench.Take(SipMethod.Ack);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Invite, 1, "v=0 theirs"));
        _bench.Take(200);
        _bench.Deliver(_bench.PeerAck(session, 1));
        _bench.Advance(4.1);
        _bench.Take(SipMethod.Invite).Body.ToArray().Should().Equal(Hold.ToArray());
    }

    [Fact]
    public void Offer_that_is_not_wanted_any_more_after_glare_is_dropped_and_the_next_is_sent()
    {
        var session = _bench.Established();
        var offer = Hold;
        session.Reinvite(() => offer);
        _bench.Respond(_bench.Take(SipMethod.Invite), 491);
        _bench.Take(SipMethod.Ack);
        offer = default;
        _bench.Advance(4.1);
        _bench.NothingSent();
        session.Reinvite(() => Hold);
        _bench.Respond(_bench.Take(SipMethod.Invite), 200, sdp: AgentBench.Answer);
        _bench.Handler.Events.Should().Equal("answered remote", "reinvited 200");
    }

    [Fact]
    public void Offer_is_made_anew_after_glare()
    {
        var session = _bench.Established();
        var made = 0;
        session.Reinvite(() => AgentBench.Bytes($"v=0 offer {++made}"));
        var first = _bench.Take(SipMethod.Invite);
        _bench.Respond(first, 491);
        _bench.Take(SipMethod.Ack);
        made.Should().Be(1);
        _bench.Advance(4.1);
        _bench.Take(SipMethod.Invite).Body.ToArray().Should().Equal(AgentBench.Bytes("v=0 offer 2").ToArray());
    }
}
