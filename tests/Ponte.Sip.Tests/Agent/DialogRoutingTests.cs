using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Where requests inside a dialog go and what they carry (RFC 3261 12.2.1.1).</summary>
public sealed class DialogRoutingTests
{
    private const string TeamsContact = "sip:api-du-a-euwe.pstnhub.example.com:443;x-i=0f-1;x-c=ab/d/8/cd";

    private readonly AgentBench _bench = new(dns: d =>
        d.Address("sip-du-a-eu.pstnhub.example.com", "203.0.113.5")
            .Address("edge.example.net", "203.0.113.6")
            .Address("old.example.net", "203.0.113.7")
    );

    [Fact]
    public void UAC_reads_Record_Route_in_reverse_and_uses_the_first_as_next_hop()
    {
        var session = _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(
            invite,
            200,
            sdp: AgentBench.Answer,
            headers:
            [
                "Record-Route: <sip:inner.example.net;lr>, <sip:edge.example.net:5070;transport=tcp;lr;x=1>",
                "Contact: <sip:peer@10.9.9.9:5060>",
            ]
        );
        var ack = _bench.Take(SipMethod.Ack);
        ack.Headers.All(HeaderName.Route).Should().Equal("<sip:edge.example.net:5070;transport=tcp;lr;x=1>", "<sip:inner.example.net;lr>");
        ack.RequestUriText.Should().Be("sip:peer@10.9.9.9:5060");
        _bench.Transport.Connected[^1].Should().BeEquivalentTo(new { Protocol = TransportProtocol.Tcp });
        _bench.Transport.Connected[^1].Address.ToString().Should().Be("203.0.113.6:5070");
        session.Bye();
        _bench.Take(SipMethod.Bye).TopVia!.Transport.Should().Be("TCP");
    }

    [Fact]
    public void UAS_keeps_Record_Route_in_order()
    {
        var session = _bench.EstablishedIncoming("Record-Route: <sip:edge.example.net;lr>,<sip:inner.example.net;lr>");
        session.Bye();
        _bench.Take(SipMethod.Bye).Headers.All(HeaderName.Route).Should().Equal("<sip:edge.example.net;lr>", "<sip:inner.example.net;lr>");
    }

    [Fact]
    public void Response_of_a_UAS_repeats_Record_Route()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Record-Route: <sip:edge.example.net;lr>"));
        _bench.Take(100);
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Take(200).Headers.First(HeaderName.RecordRoute).Should().Be("<sip:edge.example.net;lr>");
    }

    [Fact]
    public void Contact_port_is_never_a_target_when_there_is_a_Route_and_all_parameters_stay()
    {
        _bench.Settings = _bench.Settings with { Profile = "teams" };
        var session = _bench.EstablishedIncoming(
            "Record-Route: <sip:sip-du-a-eu.pstnhub.example.com:5061;transport=tls;lr>",
            $"Contact: <{TeamsContact}>"
        );
        session.Bye();
        var bye = _bench.Take(SipMethod.Bye);
        bye.RequestUriText.Should().Be(TeamsContact);
        bye.Headers.First(HeaderName.Route).Should().Be("<sip:sip-du-a-eu.pstnhub.example.com:5061;transport=tls;lr>");
        var target = _bench.Transport.Connected.Should().ContainSingle().Subject;
        target
            .Should()
            .Be(
                new SipTarget(
                    TransportProtocol.Tls,
                    new(System.Net.IPAddress.Parse("203.0.113.5"), 5061),
                    "sip-du-a-eu.pstnhub.example.com",
                    "teams"
                )
            );
    }

    [Fact]
    public void Request_never_goes_out_on_the_connection_the_peer_opened()
    {
        var inbound = _bench.Transport.Flow(TransportProtocol.Tls, new(System.Net.IPAddress.Parse("203.0.113.5"), 40000), inbound: true);
        _bench.Flow = inbound;
        var session = _bench.EstablishedIncoming("Contact: <sip:x@203.0.113.5:5061;transport=tls>");
        _bench.Transport.Sent.Clear();
        session.Bye();
        _bench.Run();
        _bench.Transport.Sent.Should().ContainSingle().Which.Flow.IsInbound.Should().BeFalse();
    }

    [Fact]
    public void Strict_router_gets_the_Request_URI_and_the_target_as_last_Route()
    {
        var session = _bench.EstablishedIncoming("Record-Route: <sip:old.example.net:5062>,<sip:inner.example.net;lr>");
        session.Bye();
        var bye = _bench.Take(SipMethod.Bye);
        bye.RequestUriText.Should().Be("sip:old.example.net:5062");
        bye.Headers.All(HeaderName.Route).Should().Equal("<sip:inner.example.net;lr>", "<sip:peer@198.51.100.7:5060>");
        _bench.Transport.Connected[^1].Address.ToString().Should().Be("203.0.113.7:5062");
    }

    [Fact]
    public void Contact_without_transport_is_reached_on_the_transport_of_the_call()
    {
        var inbound = _bench.Transport.Flow(TransportProtocol.Tcp, AgentBench.Peer, inbound: true);
        _bench.Flow = inbound;
        var session = _bench.EstablishedIncoming("Contact: <sip:x@198.51.100.7:5060>");
        session.Bye();
        _bench.Take(SipMethod.Bye).TopVia!.Transport.Should().Be("TCP");
    }

    [Fact]
    public void Sips_target_is_reached_by_TLS()
    {
        var session = _bench.EstablishedIncoming("Contact: <sips:x@198.51.100.7>");
        session.Bye();
        _bench.Run();
        _bench.Transport.Connected[^1].Protocol.Should().Be(TransportProtocol.Tls);
        _bench.Transport.Connected[^1].Address.Port.Should().Be(5061);
    }

    [Fact]
    public void Provisional_routes_are_replaced_by_those_of_the_answer()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180, "one", null, "Record-Route: <sip:old.example.net;lr>");
        _bench.Respond(invite, 200, "one", AgentBench.Answer, "Record-Route: <sip:edge.example.net;lr>");
        _bench.Take(SipMethod.Ack).Headers.First(HeaderName.Route).Should().Be("<sip:edge.example.net;lr>");
    }

    [Fact]
    public void ACK_is_not_overtaken_by_the_BYE_that_follows_it()
    {
        var connect = new TaskCompletionSource();
        _bench.Handler.Answered = (s, _) => s.Bye();
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Transport.Delay = _ => connect.Task;
        _bench.Respond(invite, 200, sdp: AgentBench.Answer, headers: "Contact: <sip:x@198.51.100.7:5061;transport=tls>");
        _bench.NothingSent();
        connect.SetResult();
        _bench.Transport.Delay = _ => Task.CompletedTask;
        _bench.Take(SipMethod.Ack);
        _bench.Take(SipMethod.Bye);
    }

    [Fact]
    public void Repeated_2xx_on_a_closed_connection_is_acknowledged_on_a_new_one()
    {
        _bench.Invite();
        var invite = _bench.Take(SipMethod.Invite);
        var answer = _bench.Respond(invite, 200, sdp: AgentBench.Answer, headers: "Contact: <sip:x@198.51.100.7:5061;transport=tls>");
        _bench.Take(SipMethod.Ack);
        _bench.Transport.Close(_bench.Transport.LastFlow!, "idle");
        _bench.Deliver(answer);
        _bench.Take(SipMethod.Ack);
    }

    [Fact]
    public void Unreachable_peer_ends_our_BYE_without_trace()
    {
        var session = _bench.Established();
        _bench.Transport.Failure = _ => FlowResult.Failure(FlowFailureKind.Unreachable, "no route");
        session.Bye();
        _bench.NothingSent();
        _bench.ExpectNothingLeft();
    }
}
