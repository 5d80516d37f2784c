using System.Net;
using Ponte.Sip.Agent;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Several loops, overload, and taking calls over after a restart.</summary>
public sealed class NodeTests
{
    [Fact]
    public void Messages_of_a_call_find_its_loop()
    {
        var bench = new AgentBench(loops: 3);
        var loops = new HashSet<int>();
        for (var i = 0; i < 30; i++)
        {
            bench.Deliver(bench.PeerInvite(headers: $"Call-ID: call-{i}"));
            bench.Take(100);
            var session = bench.Incoming!;
            loops.Add(session.Endpoint.Loop.Number);
            session.Accept(AgentBench.Bytes(AgentBench.Answer));
            bench.Take(200);
            bench.Deliver(bench.PeerAck(session, 1));
            session.State.Should().Be(InviteState.Established);
            bench.Deliver(bench.PeerRequest(session, SipMethod.Bye, 2));
            bench.Take(200);
        }
        loops.Should().HaveCount(3, "calls are spread");
        bench.ExpectNothingLeft();
    }

    [Fact]
    public void CANCEL_finds_the_loop_of_its_INVITE()
    {
        var bench = new AgentBench(loops: 5);
        for (var i = 0; i < 20; i++)
        {
            var invite = bench.PeerInvite(headers: $"Call-ID: call-{i}");
            bench.Deliver(invite);
            bench.Take(100);
            bench.Deliver(InviteCompanions.Cancel(invite, null));
            bench.Take(200);
            bench.Take(487);
        }
    }

    [Fact]
    public void Answers_find_the_loop_of_their_call()
    {
        var bench = new AgentBench(loops: 3);
        foreach (var endpoint in bench.Node.Endpoints)
        {
            var session = endpoint.Invite(bench.InviteTo(), bench.Handler);
            bench.Run();
            bench.Respond(bench.Take(SipMethod.Invite), 200, sdp: AgentBench.Answer);
            bench.Take(SipMethod.Ack);
            session.State.Should().Be(InviteState.Established);
        }
    }

    [Fact]
    public void Token_of_a_loop_that_does_not_exist_hurts_nobody()
    {
        var bench = new AgentBench(loops: 2);
        bench.Deliver(bench.PeerRequest(SipMethod.Bye, "sip:us@10.0.0.1", 1, "pff00000000000000", null));
        bench.Take(481);
        var stray = bench.PeerRequest(
            SipMethod.Options,
            "sip:x@y",
            1,
            "",
            null,
            "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKpfffffffffffffffe"
        );
        bench.Deliver(SipResponseBuilder.For(stray, 200, toTag: "x").Build());
        bench.NothingSent();
        bench.Node.Endpoints.Sum(e => e.Counters.StrayResponses).Should().Be(1);
    }

    [Fact]
    public void New_requests_are_shed_when_the_loop_is_behind_and_old_calls_go_on()
    {
        var bench = new AgentBench(new SipEndpointOptions { MaximumBacklog = 3 });
        var session = bench.EstablishedIncoming();
        for (var i = 0; i < 4; i++)
        {
            bench.Endpoint.Loop.Post(() => { });
        }
        bench.Transport.Deliver(bench.Flow, bench.PeerInvite(headers: "Call-ID: call-2"));
        var shed = (SipResponse)bench.Transport.Sent.Should().ContainSingle().Subject.Message;
        shed.StatusCode.Should().Be(503);
        shed.Headers.First(HeaderName.RetryAfter).Should().Be("2");
        bench.Transport.Sent.Clear();
        bench.Transport.Deliver(bench.Flow, bench.PeerRequest(session, SipMethod.Bye, 2));
        bench.Take(200);
        bench.Handler.Events.Should().EndWith("ended RemoteBye");
    }

    [Fact]
    public void Restored_call_is_ended_by_the_peer()
    {
        var state = Answered(out _);
        var bench = Restarted(state, out var session);
        bench.Deliver(bench.PeerRequest(session, SipMethod.Bye, 9));
        bench.Take(200);
        bench.Handler.Events.Should().Equal("ended RemoteBye");
        bench.ExpectNothingLeft();
    }

    [Fact]
    public void Restored_call_sends_with_a_gap_in_CSeq_to_the_same_target_by_the_same_route()
    {
        var state = Answered(out var session, "Record-Route: <sip:198.51.100.9:5070;transport=tcp;lr>", "Contact: <sip:peer@10.1.1.1;x=y>");
        session.Request(SipMethod.Info);
        var bench = Restarted(state, out var restored);
        restored.Bye();
        var bye = bench.Take(SipMethod.Bye);
        bye.CSeq.Number.Should().Be(state.LocalCSeq + Dialog.RestoreGap + 1, "what was sent after the snapshot has used numbers");
        bye.RequestUriText.Should().Be("sip:peer@10.1.1.1;x=y");
        bye.Headers.First(HeaderName.Route).Should().Be("<sip:198.51.100.9:5070;transport=tcp;lr>");
        bye.CallId.Should().Be(session.CallId);
        bye.FromTag.Should().Be(session.LocalTag);
        bye.ToTag.Should().Be("remote");
        bench.Transport.Connected[^1].Address.Should().Be(new IPEndPoint(IPAddress.Parse("198.51.100.9"), 5070));
    }

    [Fact]
    public void Restored_call_answers_holds_and_refreshes_and_is_refreshed()
    {
        var state = Answered(out _, "Session-Expires: 1800;refresher=uac", "Allow: INVITE, ACK, BYE");
        var bench = Restarted(state, out var session);
        bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 held"));
        bench.Deliver(bench.PeerRequest(session, SipMethod.Invite, 5, AgentBench.Answer));
        bench.Take(200);
        bench.Deliver(bench.PeerAck(session, 5));
        bench.Handler.Events.Should().Equal("refresh", "ack");
        session.PeerAllows(SipMethod.Update).Should().BeFalse();
        bench.Advance(901);
        bench.Take(SipMethod.Invite).Body.ToArray().Should().Equal(AgentBench.Bytes("v=0 held").ToArray());
    }

    [Fact]
    public void Restored_refresher_refreshes_within_30_seconds()
    {
        var state = Answered(out _, "Session-Expires: 1800;refresher=uac");
        var bench = Restarted(state, out _);
        bench.Advance(30.1);
        bench.Take(SipMethod.Invite).Headers.First(HeaderName.SessionExpires).Should().Be("1800;refresher=uac");
    }

    [Fact]
    public void Second_restore_of_the_same_call_gives_nothing()
    {
        var state = Answered(out _);
        var bench = Restarted(state, out _);
        bench.Endpoint.Restore(state, bench.Handler).Should().BeNull();
        bench.Endpoint.Restore(state with { LocalTag = "foreign" }, bench.Handler).Should().BeNull();
    }

    [Fact]
    public void Both_legs_of_a_former_loop_are_restored_on_one_loop()
    {
        var bench = new AgentBench(loops: 2);
        var tokens = new LoopTokens(7);
        var state = Answered(out _);
        var endpoints = Enumerable
            .Range(0, 20)
            .Select(i => bench.Node.EndpointOf(state with { LocalTag = LoopTokens.Tag(tokens.Next()), CallId = $"c{i}" }));
        endpoints.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Session_is_found_for_Replaces()
    {
        var bench = new AgentBench();
        var session = bench.Established();
        bench.Endpoint.FindSession(session.CallId, session.LocalTag, "remote").Should().BeSameAs(session);
        bench.Endpoint.FindSession(session.CallId, session.LocalTag, "other").Should().BeNull();
        bench.Endpoint.FindSession("other", session.LocalTag, "remote").Should().BeNull();
    }

    private static DialogState Answered(out InviteSession session, params string[] headers)
    {
        var bench = new AgentBench();
        bench.Settings = bench.Settings with { SessionTimer = new SessionTimerSettings { Ask = false } };
        session = bench.Established(null, headers);
        return session.Snapshot();
    }

    private static AgentBench Restarted(DialogState state, out InviteSession session)
    {
        var bench = new AgentBench();
        session = bench.Endpoint.Restore(state, bench.Handler)!;
        session.State.Should().Be(InviteState.Established);
        return bench;
    }
}
