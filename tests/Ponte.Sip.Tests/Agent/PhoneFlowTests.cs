using System.Net;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Phones are reached over their own connections (RFC 5626 sections 5.3 and 4.4).</summary>
public sealed class PhoneFlowTests
{
    /// <summary>Behind a NAT: the Contact names an address that is none outside.</summary>
    private const string Contact = "Contact: <sip:201@10.9.9.9:5060;transport=tcp;ob>";

    private static readonly IPEndPoint Outside = IPEndPoint.Parse("203.0.113.9:31000");
    private readonly AgentBench _bench = new();

    [Fact]
    public void Call_goes_over_the_phones_own_connection_and_so_does_all_that_follows()
    {
        var flow = Inbound();
        var session = _bench.Invite(To(flow));
        var invite = TakeOn(flow, SipMethod.Invite);
        invite.TopVia!.Transport.Should().Be("TCP");
        _bench.Respond(invite, 200, sdp: AgentBench.Answer, headers: Contact);
        TakeOn(flow, SipMethod.Ack).RequestUriText.Should().Be("sip:201@10.9.9.9:5060;transport=tcp;ob");
        session.Bye();
        _bench.Respond(TakeOn(flow, SipMethod.Bye), 200);
        _bench.Transport.Connected.Should().BeEmpty("nothing is opened to a phone");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Call_from_a_phone_is_answered_and_ended_over_its_connection()
    {
        _bench.Flow = Inbound();
        _bench.Settings = Phone("");
        var session = _bench.EstablishedIncoming(Contact);
        session.Bye();
        _bench.Respond(TakeOn(_bench.Flow, SipMethod.Bye), 200);
        _bench.Transport.Connected.Should().BeEmpty();
    }

    [Fact]
    public void Call_over_UDP_goes_where_the_phone_really_is()
    {
        _bench.Flow = _bench.Transport.Flow(TransportProtocol.Udp, Outside, inbound: false);
        _bench.Settings = Phone("");
        var session = _bench.EstablishedIncoming(Contact);
        session.Bye();
        _bench.Respond(TakeOn(_bench.Flow, SipMethod.Bye), 200);
        _bench.Transport.Connected.Should().BeEmpty();
    }

    [Fact]
    public void After_a_new_registration_the_newer_connection_is_used()
    {
        _bench.Flow = Inbound();
        _bench.Settings = Phone("201/1");
        var session = _bench.EstablishedIncoming(Contact);
        var newer = Inbound();
        _bench.Registered["201/1"] = new RegisteredPeer(newer, Target(TransportProtocol.Tcp));
        session.Bye();
        _bench.Respond(TakeOn(newer, SipMethod.Bye), 200);
    }

    [Fact]
    public void Connection_that_the_phone_used_last_is_used_while_it_is_not_registered()
    {
        _bench.Flow = Inbound();
        _bench.Settings = Phone("201/1");
        var session = _bench.EstablishedIncoming(Contact);
        _bench.Transport.Close(_bench.Flow, "reset");
        _bench.Flow = Inbound();
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Options, 2));
        _bench.Take(200);
        session.Bye();
        _bench.Respond(TakeOn(_bench.Flow, SipMethod.Bye), 200);
    }

    [Fact]
    public void Nothing_is_opened_to_a_phone_whose_connection_has_ended()
    {
        _bench.Flow = Inbound();
        _bench.Settings = Phone("201/1");
        var session = _bench.EstablishedIncoming(Contact);
        _bench.Transport.Close(_bench.Flow, "reset");
        session.Bye();
        _bench.NothingSent();
        _bench.Transport.Connected.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Phone_on_UDP_is_found_again_after_a_restart_where_it_registered_from()
    {
        _bench.Settings = Phone("201/1");
        var session = _bench.EstablishedIncoming(Contact);
        var state = session.Snapshot();
        var next = new AgentBench { Settings = _bench.Settings };
        next.Registered["201/1"] = new RegisteredPeer(null, Target(TransportProtocol.Udp));
        next.OnLoop(() => next.Endpoint.Restore(state, next.Handler))!.Bye();
        next.Take(SipMethod.Bye);
        next.Transport.Connected.Should().ContainSingle().Which.Address.Should().Be(Outside);
    }

    [Fact]
    public void Connection_that_ended_before_fails_the_call_at_once()
    {
        var flow = Inbound();
        _bench.Transport.Close(flow, "reset");
        _bench.Invite(To(flow));
        Failure().Should().Be(SipFailureKind.Transport);
        _bench.ExpectNothingLeft();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(180)]
    public void End_of_the_connection_fails_the_call_that_rings_there(int provisional)
    {
        var flow = Inbound();
        _bench.Invite(To(flow));
        var invite = TakeOn(flow, SipMethod.Invite);
        if (provisional > 0)
        {
            _bench.Respond(invite, provisional);
        }
        _bench.Transport.Close(flow, "reset");
        _bench.Run();
        Failure().Should().Be(SipFailureKind.Transport);
        _bench.Transport.Connected.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void End_of_the_connection_ends_a_call_that_is_being_cancelled()
    {
        var flow = Inbound();
        var session = _bench.Invite(To(flow));
        _bench.Respond(TakeOn(flow, SipMethod.Invite), 180);
        _bench.Transport.Close(flow, "reset");
        session.Cancel();
        _bench.Run();
        _bench.Transport.Sent.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Request_outside_a_dialog_goes_over_the_connection_too()
    {
        var flow = Inbound();
        var request = new OutgoingRequest
        {
            Method = SipMethod.Options,
            Destination = Destination.To(new DestinationHop("10.9.9.9", 5060, TransportProtocol.Tcp) { Flow = flow }),
            RequestUri = _ => "sip:201@10.9.9.9",
            From = "<sip:us@10.0.0.1>",
            To = "<sip:201@10.9.9.9>",
        };
        var answer = _bench.Endpoint.SendRequestAsync(request, CancellationToken.None);
        TakeOn(flow, SipMethod.Options);
        _bench.Transport.Close(flow, "reset");
        _bench.World.Complete(answer, TimeSpan.FromSeconds(1)).Failure!.Kind.Should().Be(SipFailureKind.Transport);
        _bench.Transport.Connected.Should().BeEmpty();
    }

    private static SipTarget Target(TransportProtocol protocol) => new(protocol, Outside, "", SipTarget.DefaultProfile);

    private SessionSettings Phone(string key) => _bench.Settings with { Registration = key };

    private SipFlow Inbound() => _bench.Transport.Flow(TransportProtocol.Tcp, Outside, inbound: true);

    private OutgoingInvite To(SipFlow flow) =>
        _bench.InviteTo(new DestinationHop("10.9.9.9", 5060, TransportProtocol.Tcp) { Flow = flow }) with
        {
            Settings = Phone("201/1"),
        };

    private SipRequest TakeOn(SipFlow flow, SipMethod method)
    {
        _bench.Run();
        _bench.Transport.Sent.Should().NotBeEmpty();
        _bench.Transport.Sent[0].Flow.Should().BeSameAs(flow);
        return _bench.Take(method);
    }

    private SipFailureKind? Failure() => _bench.Handler.Failure?.Kind;
}
