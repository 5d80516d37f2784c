using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>From hop to hop and address to address, and when not to.</summary>
public sealed class FailoverTests
{
    private static readonly DestinationHop One = Hop("198.51.100.1");
    private static readonly DestinationHop Two = Hop("198.51.100.2");

    private readonly AgentBench _bench = new(dns: d =>
        d.Address("sip1.example.com", "203.0.113.1", "203.0.113.11").Address("sip2.example.com", "203.0.113.2")
    );

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public void Next_hop_is_tried_on_5xx(int status)
    {
        var session = _bench.Invite(_bench.InviteTo(One, Two));
        var first = _bench.Take(SipMethod.Invite);
        first.RequestUriText.Should().Be("sip:called@198.51.100.1:5060");
        _bench.Respond(first, status);
        _bench.Take(SipMethod.Ack);
        var second = _bench.Take(SipMethod.Invite);
        second.RequestUriText.Should().Be("sip:called@198.51.100.2:5060");
        second.CallId.Should().Be(first.CallId);
        second.CSeq.Number.Should().Be(first.CSeq.Number + 1);
        second.TopVia!.Branch.Should().NotBe(first.TopVia!.Branch);
        _bench.Respond(second, 200, sdp: AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().Equal("answered remote");
        session.Attempts.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = SipFailureKind.Response, Status = status });
        session.Hop.Should().Be(Two);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(480)]
    [InlineData(486)]
    [InlineData(603)]
    public void Other_refusals_are_final(int status)
    {
        _bench.Invite(_bench.InviteTo(One, Two));
        _bench.Respond(_bench.Take(SipMethod.Invite), status);
        _bench.Take(SipMethod.Ack);
        _bench.NothingSent();
        _bench.Handler.Events.Should().Equal($"failed Response {status}");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Next_hop_is_tried_when_the_first_is_silent_for_its_time()
    {
        _bench.Invite(_bench.InviteTo(One with { FirstAnswerTimeout = TimeSpan.FromSeconds(4) }, Two));
        _bench.Advance(3.9);
        _bench.Transport.Sent.Clear();
        _bench.Advance(0.2);
        _bench.Take(SipMethod.Invite).RequestUriText.Should().Contain("198.51.100.2");
    }

    [Fact]
    public void Silent_hop_that_rings_later_is_cancelled_and_one_that_answers_is_ended()
    {
        _bench.Invite(_bench.InviteTo(One with { FirstAnswerTimeout = TimeSpan.FromSeconds(1) }, Two));
        var first = _bench.Take(SipMethod.Invite);
        _bench.Advance(1.1);
        _bench.Transport.Sent.RemoveAll(s =>
            string.Equals(((SipRequest)s.Message).RequestUriText, first.RequestUriText, StringComparison.Ordinal)
        );
        var second = _bench.Take(SipMethod.Invite);
        _bench.Respond(first, 180, "late");
        var cancel = _bench.Take(SipMethod.Cancel);
        cancel.TopVia!.Branch.Should().Be(first.TopVia!.Branch);
        _bench.Respond(first, 200, "late", AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        _bench.Take(SipMethod.Bye).ToTag.Should().Be("late");
        _bench.Respond(second, 200, "good", AgentBench.Answer);
        _bench.Take(SipMethod.Ack);
        _bench.Handler.Events.Should().Equal("answered good");
    }

    [Fact]
    public void Provisional_answer_in_time_counts()
    {
        _bench.Invite(_bench.InviteTo(One with { FirstAnswerTimeout = TimeSpan.FromSeconds(1) }, Two));
        var first = _bench.Take(SipMethod.Invite);
        _bench.Respond(first, 100, "");
        _bench.Advance(60);
        _bench.NothingSent();
        _bench.Handler.Events.Should().BeEmpty();
    }

    [Fact]
    public void Refused_connection_and_untrusted_certificate_lead_to_the_next_hop()
    {
        _bench.Transport.Failure = t =>
            t.Address.Address.ToString() switch
            {
                "203.0.113.1" => FlowResult.Failure(FlowFailureKind.Refused, "refused"),
                "203.0.113.11" => FlowResult.Failure(FlowFailureKind.PeerCertificate, "expired"),
                _ => null,
            };
        var session = _bench.Invite(_bench.InviteTo(Hub("sip1.example.com"), Hub("sip2.example.com")));
        _bench.Take(SipMethod.Invite).RequestUriText.Should().Be("sip:called@sip2.example.com:5061");
        session.Attempts.Select(a => a.Detail).Should().Equal("refused", "expired");
        _bench.Transport.Connected.Select(t => t.ServerName).Should().Equal("sip1.example.com", "sip1.example.com", "sip2.example.com");
    }

    [Fact]
    public void Connection_that_takes_too_long_leads_to_the_next_hop()
    {
        _bench.Transport.Delay = t =>
            t.ServerName.StartsWith("sip1", StringComparison.Ordinal) ? new TaskCompletionSource().Task : Task.CompletedTask;
        var session = _bench.Invite(_bench.InviteTo(Hub("sip1.example.com"), Hub("sip2.example.com")));
        _bench.NothingSent();
        _bench.Advance(12.1);
        _bench.Take(SipMethod.Invite).RequestUriText.Should().Contain("sip2");
        session.Attempts.Should().HaveCount(2).And.OnlyContain(a => a.Kind == SipFailureKind.Transport);
    }

    [Fact]
    public void CANCEL_while_connecting_ends_at_once()
    {
        _bench.Transport.Delay = _ => new TaskCompletionSource().Task;
        var session = _bench.Invite(_bench.InviteTo(Hub("sip1.example.com"), Hub("sip2.example.com")));
        session.Cancel();
        _bench.Run();
        _bench.Handler.Events.Should().Equal("failed Cancelled 487");
        _bench.NothingSent();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Connection_that_breaks_before_any_answer_leads_to_the_next_hop()
    {
        _bench.Invite(_bench.InviteTo(Hub("sip1.example.com"), Hub("sip2.example.com")));
        _bench.Take(SipMethod.Invite).RequestUriText.Should().Contain("sip1");
        _bench.Transport.Close(LastFlow(), "reset by the peer");
        _bench.Take(SipMethod.Invite);
    }

    [Fact]
    public void Connection_that_breaks_while_it_rings_keeps_the_call()
    {
        // The peer may bring its answer on a connection of its own (RFC 3261 18.2.2).
        var session = _bench.Invite(_bench.InviteTo(Hub("sip1.example.com")));
        var flow = LastFlow();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180);
        _bench.Transport.Close(flow, "idle");
        _bench.Run();
        _bench.Respond(invite, 200, sdp: AgentBench.Answer, headers: "Contact: <sip:x@203.0.113.1:5061;transport=tls>");
        _bench.Take(SipMethod.Ack);
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void CANCEL_on_a_closed_connection_goes_on_a_new_one()
    {
        var session = _bench.Invite(_bench.InviteTo(Hub("sip1.example.com")));
        var flow = LastFlow();
        var invite = _bench.Take(SipMethod.Invite);
        _bench.Respond(invite, 180);
        _bench.Transport.Close(flow, "idle");
        session.Cancel();
        _bench.Take(SipMethod.Cancel);
        _bench.Transport.Connected.Should().HaveCount(2);
    }

    [Fact]
    public void Retry_After_puts_a_target_last_for_that_long_and_retires_its_connection()
    {
        var invite = _bench.InviteTo(Hub("sip1.example.com"), Hub("sip2.example.com"));
        _bench.Invite(invite);
        _bench.Respond(_bench.Take(SipMethod.Invite), 503, headers: "Retry-After: 30");
        _bench.Take(SipMethod.Ack);
        _bench.Transport.Retired.Should().ContainSingle().Which.Target.Address.Address.ToString().Should().Be("203.0.113.1");
        _bench.Take(SipMethod.Invite).RequestUriText.Should().Contain("sip1", "its other address is still good");
        _bench.Transport.Connected.Clear();

        _bench.Invite(invite);
        _bench.Take(SipMethod.Invite);
        _bench.Transport.Connected.Should().ContainSingle().Which.Address.Address.ToString().Should().Be("203.0.113.11");
        _bench.Advance(31);
        _bench.Transport.Sent.Clear();
        _bench.Transport.Connected.Clear();
        _bench.Invite(invite);
        _bench.Transport.Connected[0].Address.Address.ToString().Should().Be("203.0.113.1");
    }

    [Fact]
    public void Avoided_target_is_used_when_nothing_else_is_left()
    {
        var invite = _bench.InviteTo(One);
        _bench.Invite(invite);
        _bench.Respond(_bench.Take(SipMethod.Invite), 503, headers: "Retry-After: 30");
        _bench.Take(SipMethod.Ack);
        _bench.Invite(invite);
        _bench.Take(SipMethod.Invite);
    }

    [Fact]
    public void All_failed_tells_the_last_reason_and_all_attempts()
    {
        _bench.Transport.Failure = t => FlowResult.Failure(FlowFailureKind.Refused, $"{t.Address.Address} refused");
        _bench.Invite(_bench.InviteTo(Hub("nowhere.example.com"), Hub("sip2.example.com")));
        _bench.Handler.Events.Should().Equal("failed Transport 503");
        _bench.Handler.Failure!.Attempts.Select(a => a.Kind).Should().Equal(SipFailureKind.Resolution, SipFailureKind.Transport);
        _bench.Handler.Failure.Detail.Should().Be("203.0.113.2 refused");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void User_may_decide_what_to_fail_over_on()
    {
        _bench.Invite(_bench.InviteTo(One, Two) with { FailoverOn = s => s == 480 });
        _bench.Respond(_bench.Take(SipMethod.Invite), 480);
        _bench.Take(SipMethod.Ack);
        _bench.Respond(_bench.Take(SipMethod.Invite), 500);
        _bench.Handler.Events.Should().Equal("failed Response 500");
    }

    private SipFlow LastFlow() => _bench.Transport.LastFlow!;

    private static DestinationHop Hop(string address) => new(address, 5060, TransportProtocol.Udp);

    private static DestinationHop Hub(string name) => new(name, 5061, TransportProtocol.Tls) { Profile = "teams" };
}
