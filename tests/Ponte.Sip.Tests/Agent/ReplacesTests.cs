using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>INVITE with Replaces: which dialog, and what is refused (RFC 3891 3).</summary>
public sealed class ReplacesTests
{
    private readonly AgentBench _bench = new();

    [Fact]
    public void Confirmed_dialog_is_found()
    {
        var session = _bench.Established();
        Find(session, "remote").Should().Be(new ReplacedSession(session, 0));
        Find(session, "other").Refusal.Should().Be(481);
    }

    [Fact]
    public void Early_dialog_that_we_made_is_found_by_each_fork()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180, "one");
        _bench.Respond(invite, 180, "two");
        Find(session, "one").Session.Should().BeSameAs(session);
        Find(session, "two;early-only").Session.Should().BeSameAs(session);
        Find(session, "three").Refusal.Should().Be(481);
    }

    [Fact]
    public void Early_only_of_an_answered_dialog_is_busy() =>
        Find(_bench.Established(), "remote;early-only").Should().Be(new ReplacedSession(null, 486));

    [Fact]
    public void Early_dialog_that_the_peer_made_is_not_to_be_replaced()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        Find(_bench.Incoming!, "remote").Refusal.Should().Be(481);
    }

    [Fact]
    public void Dialog_that_is_just_ending_is_declined()
    {
        var session = _bench.Established();
        session.Bye();
        _bench.Take(SipMethod.Bye);
        Find(session, "remote").Refusal.Should().Be(603);
    }

    [Theory]
    [InlineData("Replaces: nonsense")]
    [InlineData("Replaces: a;to-tag=1;from-tag=2", "Replaces: b;to-tag=1;from-tag=2")]
    [InlineData("Replaces: a;to-tag=1;from-tag=2", "Join: a;to-tag=1;from-tag=2")]
    public void Unclear_request_is_malformed(params string[] headers) =>
        _bench.Endpoint.FindReplaced(_bench.PeerInvite(headers: headers)).Refusal.Should().Be(400);

    [Fact]
    public void Replacing_INVITE_comes_to_the_loop_of_the_dialog_and_so_does_its_CANCEL()
    {
        var bench = new AgentBench(loops: 3);
        var session = bench.Node.Endpoints[1].Invite(bench.InviteTo(), bench.Handler);
        bench.Run();
        bench.Respond(bench.Take(SipMethod.Invite), 200, sdp: AgentBench.Answer);
        bench.Take(SipMethod.Ack);
        for (var i = 0; i < 6; i++)
        {
            var replaces = $"Replaces: {session.CallId};to-tag={session.LocalTag};from-tag=remote";
            var invite = bench.PeerInvite(headers: [replaces, "Require: replaces", $"Call-ID: new-{i}"]);
            bench.Deliver(invite);
            bench.Take(100);
            bench.Incoming!.Endpoint.Should().BeSameAs(session.Endpoint);
            session.Endpoint.FindReplaced(bench.Incoming.InitialRequest!).Session.Should().BeSameAs(session);
            bench.Deliver(Ponte.Sip.Transactions.InviteCompanions.Cancel(invite, null));
            bench.Take(200);
            bench.Take(487);
        }
        session.Bye();
        bench.Respond(bench.Take(SipMethod.Bye), 200);
        bench.ExpectNothingLeft();
        session.Endpoint.Places.Count.Should().Be(0);
    }

    private ReplacedSession Find(InviteSession session, string remoteTag) =>
        _bench.Endpoint.FindReplaced(
            _bench.PeerInvite(headers: $"Replaces: {session.CallId};to-tag={session.LocalTag};from-tag={remoteTag}")
        );
}
