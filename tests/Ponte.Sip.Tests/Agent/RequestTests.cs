using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Requests outside dialogs, as client and as server.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly AgentBench _bench = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void OPTIONS_gives_the_final_response()
    {
        var task = Ask(Hop("198.51.100.7"));
        var options = _bench.Take(SipMethod.Options);
        options.Headers.First(HeaderName.Contact).Should().Be("<sip:us@10.0.0.1>");
        _bench.Respond(options, 100, "");
        _bench.Respond(options, 200, "");
        var result = _bench.World.Complete(task, TimeSpan.FromSeconds(1));
        result.IsSuccess.Should().BeTrue();
        result.Status.Should().Be(200);
        result.Flow.Should().NotBeNull();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public async Task Any_thread_may_ask()
    {
        var task = Task.Run(
            () => _bench.Endpoint.SendRequestAsync(Request(null, Hop("198.51.100.7")), _stop.Token),
            TestContext.Current.CancellationToken
        );
        SpinWait.SpinUntil(() => _bench.Endpoint.Loop.Backlog > 0, TimeSpan.FromSeconds(10)).Should().BeTrue();
        _bench.Respond(_bench.Take(SipMethod.Options), 404);
        (await task).Status.Should().Be(404);
    }

    [Fact]
    public void Refusal_is_a_result_and_5xx_leads_to_the_next_hop()
    {
        var task = Ask(Hop("198.51.100.1"), Hop("198.51.100.2"));
        _bench.Respond(_bench.Take(SipMethod.Options), 503, headers: "Retry-After: 5");
        var second = _bench.Take(SipMethod.Options);
        second.RequestUriText.Should().Contain("198.51.100.2");
        _bench.Respond(second, 404);
        var result = _bench.World.Complete(task, TimeSpan.FromSeconds(1));
        result.Status.Should().Be(404);
        result.Attempts.Should().ContainSingle().Which.Status.Should().Be(503);
        _bench.Transport.Retired.Should().ContainSingle();
    }

    [Fact]
    public void Silence_is_a_time_out_after_the_hops_time()
    {
        var task = Ask(Hop("198.51.100.1") with { FirstAnswerTimeout = TimeSpan.FromSeconds(3) });
        _bench.Advance(2.9);
        task.IsCompleted.Should().BeFalse();
        var result = _bench.World.Complete(task, TimeSpan.FromSeconds(1));
        result.Failure!.Kind.Should().Be(SipFailureKind.TimedOut);
        result.Status.Should().Be(408);
        result.Attempts.Should().ContainSingle();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Nothing_found_and_nothing_reached_are_failures()
    {
        _bench.World.Complete(Ask(Hop("nowhere.example")), TimeSpan.FromSeconds(1)).Failure!.Kind.Should().Be(SipFailureKind.Resolution);
        _bench.Transport.Failure = _ => FlowResult.Failure(FlowFailureKind.Refused, "refused");
        var refused = _bench.World.Complete(Ask(Hop("198.51.100.1")), TimeSpan.FromSeconds(1));
        refused.Failure!.Kind.Should().Be(SipFailureKind.Transport);
        refused.Failure.Detail.Should().Be("refused");
    }

    [Fact]
    public void Cancelled_request_ends_at_once()
    {
        var task = Ask(Hop("198.51.100.7"), Hop("198.51.100.8"));
        _bench.Take(SipMethod.Options);
        _stop.Cancel();
        _bench.World.Complete(task, TimeSpan.FromSeconds(1)).Failure!.Kind.Should().Be(SipFailureKind.Cancelled);
        _bench.NothingSent();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Challenge_is_answered_once()
    {
        var task = Ask(new Credentials("user", "secret"), Hop("198.51.100.7"));
        var first = _bench.Take(SipMethod.Options);
        _bench.Respond(first, 407, headers: "Proxy-Authenticate: Digest realm=\"r\",nonce=\"1\"");
        var second = _bench.Take(SipMethod.Options);
        second.CSeq.Number.Should().Be(first.CSeq.Number + 1);
        second.CallId.Should().Be(first.CallId);
        second.FromTag.Should().Be(first.FromTag);
        second.Headers.First(HeaderName.ProxyAuthorization).Should().Contain("username=\"user\"");
        _bench.Respond(second, 407, headers: "Proxy-Authenticate: Digest realm=\"r\",nonce=\"2\"");
        _bench.World.Complete(task, TimeSpan.FromSeconds(1)).Status.Should().Be(407);
    }

    [Fact]
    public void Challenge_of_an_INVITE_is_answered_and_the_ACK_repeats_the_credentials()
    {
        var session = _bench.Invite(_bench.InviteTo() with { Credentials = new Credentials("user", "secret") });
        var first = _bench.Take(SipMethod.Invite);
        _bench.Respond(first, 401, headers: "WWW-Authenticate: Digest realm=\"r\",nonce=\"1\",qop=\"auth\",algorithm=SHA-256");
        _bench.Take(SipMethod.Ack).Headers.Contains(HeaderName.Authorization).Should().BeFalse();
        var second = _bench.Take(SipMethod.Invite);
        second.FromTag.Should().Be(session.LocalTag);
        var credentials = second.Headers.First(HeaderName.Authorization);
        credentials.Should().Contain("algorithm=SHA-256");
        _bench.Respond(second, 200, sdp: AgentBench.Answer);
        var ack = _bench.Take(SipMethod.Ack);
        ack.Headers.First(HeaderName.Authorization).Should().Be(credentials);
        ack.CSeq.Number.Should().Be(second.CSeq.Number);
        session.Bye();
        _bench.Take(SipMethod.Bye).Headers.First(HeaderName.Authorization).Should().Contain("nc=00000002");
    }

    [Fact]
    public void Wrong_password_fails_with_401()
    {
        _bench.Invite(_bench.InviteTo() with { Credentials = new Credentials("user", "wrong") });
        _bench.Respond(_bench.Take(SipMethod.Invite), 401, headers: "WWW-Authenticate: Digest realm=\"r\",nonce=\"1\"");
        _bench.Take(SipMethod.Ack);
        _bench.Respond(_bench.Take(SipMethod.Invite), 401, headers: "WWW-Authenticate: Digest realm=\"r\",nonce=\"2\"");
        _bench.Take(SipMethod.Ack);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal("failed Response 401");
    }

    [Fact]
    public void Challenge_of_BYE_and_of_reINVITE_is_answered()
    {
        var session = _bench.Established(_bench.InviteTo() with { Credentials = new Credentials("user", "secret") });
        session.Reinvite(() => AgentBench.Bytes("v=0 hold"));
        _bench.Respond(_bench.Take(SipMethod.Invite), 407, headers: "Proxy-Authenticate: Digest realm=\"r\",nonce=\"1\"");
        _bench.Take(SipMethod.Ack);
        var invite = _bench.Take(SipMethod.Invite);
        invite.Headers.Contains(HeaderName.ProxyAuthorization).Should().BeTrue();
        _bench.Respond(invite, 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        session.Bye();
        _bench.Respond(_bench.Take(SipMethod.Bye), 407, headers: "Proxy-Authenticate: Digest realm=\"r\",nonce=\"2\",stale=true");
        _bench.Respond(_bench.Take(SipMethod.Bye), 200);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Request_of_the_peer_is_answered_and_repeated_answers_are_the_same()
    {
        var options = _bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null);
        _bench.OnIncomingRequest = r => r.Respond(200, headers: AgentBench.Header("Contact", "<sip:sbc.example.com:5061>"));
        _bench.Deliver(options);
        var answer = _bench.Take(200);
        answer.ToTag.Should().NotBeEmpty();
        answer.Headers.First(HeaderName.Contact).Should().Be("<sip:sbc.example.com:5061>");
        _bench.Deliver(options);
        _bench.Take(200).ToTag.Should().Be(answer.ToTag);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Late_answer_of_the_user_still_goes_out_once()
    {
        IncomingRequest? waiting = null;
        _bench.OnIncomingRequest = r => waiting = r;
        var options = _bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null);
        _bench.Deliver(options);
        _bench.Deliver(options);
        _bench.NothingSent();
        waiting!.Respond(200);
        waiting.Respond(500);
        _bench.Take(200);
        _bench.NothingSent();
    }

    private static DestinationHop Hop(string host) => new(host, 5060, TransportProtocol.Udp);

    private Task<RequestResult> Ask(params DestinationHop[] hops) => Ask(null, hops);

    private static OutgoingRequest Request(Credentials? credentials, params DestinationHop[] hops) =>
        new()
        {
            Method = SipMethod.Options,
            Destination = new Destination(hops),
            RequestUri = h => $"sip:{h}",
            From = "<sip:us@10.0.0.1>",
            To = "<sip:peer@198.51.100.7>",
            Contact = "<sip:us@10.0.0.1>",
            Credentials = credentials,
        };

    private Task<RequestResult> Ask(Credentials? credentials, params DestinationHop[] hops) =>
        _bench.OnLoop(() => _bench.Endpoint.SendRequestAsync(Request(credentials, hops), _stop.Token));
}
