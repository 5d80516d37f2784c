using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>What the stack refuses by itself (RFC 3261 8.2, 12.2.2; RFC 4028 9), and where responses go (18.2.2, RFC 3581).</summary>
public sealed class StackRefusalTests
{
    private readonly AgentBench _bench = new();

    [Fact]
    public void Unknown_method_gets_405_with_Allow()
    {
        _bench.Deliver(_bench.PeerRequest("TELEPORT", "sip:us@10.0.0.1", 1, "", null));
        _bench.Take(405).Headers.First(HeaderName.Allow).Should().Contain("INVITE").And.Contain("OPTIONS");
    }

    [Fact]
    public void Known_method_that_is_not_served_gets_405()
    {
        _bench.Deliver(_bench.PeerRequest(SipMethod.Publish, "sip:us@10.0.0.1", 1, "", null));
        _bench.Take(405);
    }

    [Fact]
    public void Unknown_required_option_gets_420_with_Unsupported()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Require: 100rel, teleport, timer, telepathy"));
        _bench.Take(420).Headers.First(HeaderName.Unsupported).Should().Be("teleport, telepathy");
        _bench.Incoming.Should().BeNull();
    }

    [Fact]
    public void Max_Forwards_0_gets_483_but_OPTIONS_is_answered()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Max-Forwards: 0"));
        _bench.Take(483);
        _bench.Deliver(_bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null, "Max-Forwards: 0"));
        _bench.Take(200);
    }

    [Fact]
    public void OPTIONS_is_answered_without_a_transaction_and_the_same_way_when_it_comes_again()
    {
        var options = _bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null);
        _bench.Deliver(options);
        var first = _bench.Take(200);
        first.ToTag.Should().NotBeEmpty();
        _bench.Deliver(options);
        _bench.Take(200).ToTag.Should().Be(first.ToTag);
        _bench.Endpoint.TransactionCount.Should().Be(0, "otherwise many of them would use up the room for calls");
    }

    [Fact]
    public void Unknown_scheme_gets_416()
    {
        _bench.Deliver(_bench.PeerRequest(SipMethod.Invite, "mailto:us@10.0.0.1", 1, "", AgentBench.Offer));
        _bench.Take(416);
    }

    [Fact]
    public void Unknown_body_gets_415_with_Accept()
    {
        var invite = _bench.PeerInvite().ToString().Replace("application/sdp", "application/pidf+xml", StringComparison.Ordinal);
        SipParser.TryParse(AgentBench.Bytes(invite), new SipLimits(), out var message, out _).Should().BeTrue();
        _bench.Deliver(message!);
        _bench.Take(415).Headers.First(HeaderName.Accept).Should().Be("application/sdp");
    }

    [Fact]
    public void Optional_unknown_body_is_ignored()
    {
        var invite = _bench
            .PeerInvite(headers: "Content-Disposition: by-reference;handling=optional")
            .ToString()
            .Replace("application/sdp", "application/pidf+xml", StringComparison.Ordinal);
        SipParser.TryParse(AgentBench.Bytes(invite), new SipLimits(), out var message, out _).Should().BeTrue();
        _bench.Deliver(message!);
        _bench.Take(100);
    }

    [Fact]
    public void Encoded_body_gets_415()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Content-Encoding: gzip"));
        _bench.Take(415).Headers.First(HeaderName.AcceptEncoding).Should().Be("identity");
    }

    [Fact]
    public void Same_request_by_another_path_gets_482()
    {
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(100);
        _bench.Deliver(_bench.PeerInvite());
        _bench.Take(482);
    }

    [Fact]
    public void INVITE_without_Contact_gets_400()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Contact:"));
        _bench.Take(400);
    }

    [Fact]
    public void Too_small_session_interval_gets_422_with_Min_SE()
    {
        _bench.Deliver(_bench.PeerInvite(headers: ["Supported: timer", "Session-Expires: 60"]));
        _bench.Take(422).Headers.First(HeaderName.MinSe).Should().Be("90");
    }

    [Fact]
    public void Too_small_session_interval_of_one_who_does_not_know_timers_is_let_pass()
    {
        _bench.Deliver(_bench.PeerInvite(headers: "Session-Expires: 60"));
        _bench.Take(100);
    }

    [Theory]
    [InlineData(SipMethod.Bye)]
    [InlineData(SipMethod.Update)]
    [InlineData(SipMethod.Prack)]
    [InlineData(SipMethod.Info)]
    public void Request_that_lives_in_a_dialog_gets_481_outside(SipMethod method)
    {
        _bench.Deliver(_bench.PeerRequest(method, "sip:us@10.0.0.1", 1, "", null));
        _bench.Take(481);
        _bench.Deliver(_bench.PeerRequest(method, "sip:us@10.0.0.1", 1, "p0000000000000002", null));
        _bench.Take(481);
    }

    [Fact]
    public void Stray_ACK_is_never_answered()
    {
        _bench.Deliver(_bench.PeerRequest(SipMethod.Ack, "sip:us@10.0.0.1", 1, "p0000000000000002", null));
        _bench.Deliver(_bench.PeerRequest(SipMethod.Ack, "sip:us@10.0.0.1", 1, "", null));
        _bench.NothingSent();
        _bench.Endpoint.Counters.StrayAcks.Should().Be(2);
    }

    [Fact]
    public void Dialog_is_matched_by_Call_ID_and_both_tags()
    {
        var session = _bench.EstablishedIncoming();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2, null, "Call-ID: another"));
        _bench.Take(481);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2, null, "From: <sip:peer@198.51.100.7>;tag=another"));
        _bench.Take(481);
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Request_inside_the_dialog_is_taken_from_any_flow()
    {
        var session = _bench.EstablishedIncoming();
        var other = _bench.Transport.Flow(TransportProtocol.Tls, new(System.Net.IPAddress.Parse("203.0.113.9"), 40000), inbound: true);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2, null, "Via: SIP/2.0/TLS 203.0.113.9;branch=z9hG4bKother"), other);
        _bench.Transport.Sent[^1].Flow.Should().BeSameAs(other);
        _bench.Handler.Events.Should().EndWith("ended RemoteBye");
    }

    [Fact]
    public void Lower_CSeq_gets_500()
    {
        var session = _bench.EstablishedIncoming();
        _bench.Handler.Requested = (_, r) => r.Respond(200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Info, 7));
        _bench.Take(200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Info, 6));
        _bench.Take(500);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Info, 100));
        _bench.Take(200);
    }

    [Fact]
    public void Method_that_the_session_does_not_allow_gets_405()
    {
        _bench.Settings = _bench.Settings with { Allow = [SipMethod.Invite, SipMethod.Ack, SipMethod.Bye] };
        var session = _bench.EstablishedIncoming();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Refer, 2));
        _bench.Take(405).Headers.First(HeaderName.Allow).Should().Be("INVITE, ACK, BYE");
    }

    [Fact]
    public void OPTIONS_inside_the_dialog_is_answered_by_the_stack()
    {
        var session = _bench.EstablishedIncoming();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Options, 2));
        _bench.Take(200).Headers.Contains(HeaderName.Allow).Should().BeTrue();
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Limits_of_sessions_shed_with_503_and_Retry_After()
    {
        var bench = new AgentBench(new SipEndpointOptions { MaximumSessions = 1 });
        bench.Deliver(bench.PeerInvite());
        bench.Take(100);
        bench.Deliver(bench.PeerInvite(headers: "Call-ID: call-2"));
        bench.Take(503).Headers.First(HeaderName.RetryAfter).Should().Be("2");
        bench.Endpoint.Counters.Shed.Should().Be(1);
    }

    [Fact]
    public void Response_without_rport_goes_to_the_sent_by_port()
    {
        var from = _bench.Transport.Flow(TransportProtocol.Udp, new(AgentBench.Peer.Address, 31000), inbound: false);
        _bench.Deliver(
            _bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null, "Via: SIP/2.0/UDP 198.51.100.7:5070;branch=z9hG4bKa"),
            from
        );
        _bench.Transport.Sent.Should().ContainSingle().Which.Flow.Remote.Port.Should().Be(5070);
        _bench.Transport.Connected.Should().ContainSingle().Which.Listener.Should().Be("main", "it leaves from where the request came to");
    }

    [Fact]
    public void Response_with_rport_goes_back_to_the_source_port()
    {
        var from = _bench.Transport.Flow(TransportProtocol.Udp, new(AgentBench.Peer.Address, 31000), inbound: false);
        _bench.Deliver(
            _bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null, "Via: SIP/2.0/UDP 10.9.9.9:5070;branch=z9hG4bKa;rport"),
            from
        );
        var (flow, message) = _bench.Transport.Sent.Should().ContainSingle().Subject;
        flow.Should().BeSameAs(from);
        message.TopVia!.Received.Should().Be("198.51.100.7");
        message.TopVia.RPort.Should().Be(31000);
    }

    [Fact]
    public void Response_on_a_closed_connection_goes_on_a_new_one_to_the_sent_by_port()
    {
        var flow = _bench.Transport.Flow(TransportProtocol.Tls, new(AgentBench.Peer.Address, 41000), inbound: true);
        _bench.Flow = flow;
        _bench.Deliver(_bench.PeerInvite(headers: "Via: SIP/2.0/TLS peer.example.net:5061;branch=z9hG4bKa"));
        _bench.Take(100);
        _bench.Transport.Close(flow, "closed by the peer");
        _bench.Incoming!.Accept(AgentBench.Bytes(AgentBench.Answer));
        _bench.Run();
        var (used, message) = _bench.Transport.Sent.Should().ContainSingle().Subject;
        ((SipResponse)message).StatusCode.Should().Be(200);
        used.Remote.Should().Be(new System.Net.IPEndPoint(AgentBench.Peer.Address, 5061));
        _bench.Transport.Connected.Should().ContainSingle().Which.ServerName.Should().Be("peer.example.net");
    }

    /// <summary>Who asked is answered: the certificate of the new connection is for a name of the old one's, or for what the peer calls itself.</summary>
    [Theory]
    [InlineData("192.0.2.7:5061", "hub.example,hub2.example", true, "hub.example")]
    [InlineData("hub2.example:5061", "hub.example,hub2.example", true, "hub2.example")]
    [InlineData("sip.region.example:5061", "*.region.example", true, "sip.region.example")]
    [InlineData("192.0.2.7:5061", "*.region.example", true, "192.0.2.7")]
    [InlineData("192.0.2.7:5061", "hub.example", false, "192.0.2.7")]
    [InlineData("192.0.2.7:5061", "", false, "192.0.2.7")]
    public void Certificate_of_a_new_connection_is_that_of_who_asked(string sentBy, string names, bool isTrusted, string expected)
    {
        var certificate = new TlsPeer
        {
            Subject = "CN=peer",
            Names = [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            IsTrusted = isTrusted,
        };
        var flow = _bench.Transport.Flow(TransportProtocol.Tls, new(AgentBench.Peer.Address, 41000), inbound: true, certificate);
        _bench.Flow = flow;
        _bench.Deliver(_bench.PeerInvite(headers: $"Via: SIP/2.0/TLS {sentBy};branch=z9hG4bKa"));
        _bench.Transport.Close(flow, "closed by the peer");
        _bench.Incoming!.Reject(486);
        _bench.Run();
        var target = _bench.Transport.Connected.Should().ContainSingle().Subject;
        target.ServerName.Should().Be(expected);
        target.Address.Address.Should().Be(AgentBench.Peer.Address);
    }

    [Fact]
    public void Malformed_request_is_answered_and_counted()
    {
        var bytes = AgentBench.Bytes("OPTIONS sip:us@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.7;branch=z9hG4bKa\r\nCSeq: x\r\n\r\n");
        _bench.Transport.DeliverMalformed(_bench.Flow, new SipParseError(0, "CSeq is not a number and a method", 400), bytes);
        _bench.Take(400);
        _bench.Node.Malformed.Should().Be(1);
    }
}
