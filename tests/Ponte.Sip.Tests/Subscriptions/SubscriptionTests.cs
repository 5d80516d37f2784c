using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Subscriptions;
using Ponte.Sip.Tests.Agent;

namespace Ponte.Sip.Tests.Subscriptions;

/// <summary>RFC 6665 on the notifier's side.</summary>
public sealed class SubscriptionTests : ISubscriptionHandler
{
    private readonly AgentBench _bench = new();
    private string _state = "idle";
    private int _ended;
    private Subscription? _subscription;
    private uint _number;

    public SubscriptionTests() =>
        _bench.OnIncomingRequest = request =>
            _subscription = Subscription.Accept(
                request,
                EventPackage.Of(request.Request)!,
                new SubscriptionSettings { Session = _bench.Settings },
                this
            );

    NotifyBody ISubscriptionHandler.State(Subscription subscription) => new("text/plain", Encoding.UTF8.GetBytes(_state));

    void ISubscriptionHandler.OnEnded(Subscription subscription) => _ended++;

    [Fact]
    public void A_subscription_is_answered_and_told_the_state_at_once()
    {
        Subscribe("300");
        var answer = _bench.Take(200);
        answer.Headers.First(HeaderName.Expires).Should().Be("300");
        answer.Headers.First(HeaderName.Contact).Should().Be(_bench.Settings.Contact);
        answer.ToTag.Should().NotBeEmpty();
        var notify = _bench.Take(SipMethod.Notify);
        notify.FromTag.Should().Be(answer.ToTag);
        notify.ToTag.Should().Be("remote");
        notify.RequestUriText.Should().Be("sip:peer@198.51.100.7:5060");
        notify.Headers.First(HeaderName.Event).Should().Be("dialog;id=7");
        notify.Headers.First(HeaderName.SubscriptionState).Should().Be("active;expires=300");
        notify.Headers.First(HeaderName.Contact).Should().Be(_bench.Settings.Contact);
        BodyOf(notify).Should().Be("idle");
        _bench.Respond(notify, 200);
        _bench.NothingSent();
        _subscription.Should().NotBeNull();
    }

    [Fact]
    public void Changes_during_a_NOTIFY_are_told_by_one_more_with_the_newest_state()
    {
        var notify = Establish();
        Change("ringing");
        Change("talking");
        _bench.NothingSent();
        _bench.Respond(notify, 200);
        _bench.NothingSent(); // not before half a second has passed
        _bench.Advance(0.5);
        var next = _bench.Take(SipMethod.Notify);
        BodyOf(next).Should().Be("talking");
        next.CSeq.Number.Should().Be(notify.CSeq.Number + 1);
        next.Headers.First(HeaderName.SubscriptionState).Should().Be("active;expires=300");
        _bench.Respond(next, 200);
        _bench.Advance(10);
        _bench.NothingSent();
        Change("idle");
        BodyOf(_bench.Take(SipMethod.Notify)).Should().Be("idle");
    }

    [Theory]
    [InlineData(null, "600")]
    [InlineData("86400", "600")]
    [InlineData("4294967295", "600")]
    [InlineData("60", "60")]
    public void The_life_is_bounded(string? asked, string granted)
    {
        Subscribe(asked);
        _bench.Take(200).Headers.First(HeaderName.Expires).Should().Be(granted);
    }

    [Fact]
    public void Too_short_a_life_is_refused_with_the_least_one()
    {
        Subscribe("59");
        _bench.Take(423).Headers.First(HeaderName.MinExpires).Should().Be("60");
        _bench.NothingSent();
        _bench.Endpoint.SubscriptionCount.Should().Be(0);
    }

    [Fact]
    public void A_question_is_answered_by_one_NOTIFY()
    {
        Subscribe("0");
        _bench.Take(200).Headers.First(HeaderName.Expires).Should().Be("0");
        var notify = _bench.Take(SipMethod.Notify);
        notify.Headers.First(HeaderName.SubscriptionState).Should().Be("terminated;reason=timeout");
        BodyOf(notify).Should().Be("idle");
        _bench.Respond(notify, 200);
        _subscription.Should().BeNull();
        _ended.Should().Be(0);
        _bench.Endpoint.SubscriptionCount.Should().Be(0);
    }

    [Fact]
    public void A_refresh_lengthens_the_life_and_gets_the_state_again()
    {
        var notify = Establish();
        _bench.Respond(notify, 200);
        _bench.Advance(200);
        Subscribe("300", notify.FromTag);
        _bench.Take(200);
        var again = _bench.Take(SipMethod.Notify);
        again.Headers.First(HeaderName.SubscriptionState).Should().Be("active;expires=300");
        _bench.Respond(again, 200);
        _bench.Advance(250);
        _bench.NothingSent();
        _bench.Advance(60);
        _bench.Take(SipMethod.Notify).Headers.First(HeaderName.SubscriptionState).Should().Be("terminated;reason=timeout");
        _ended.Should().Be(1);
        _bench.Endpoint.SubscriptionCount.Should().Be(0);
    }

    [Fact]
    public void The_peer_ends_it_with_Expires_0()
    {
        var notify = Establish();
        _bench.Respond(notify, 200);
        Subscribe("0", notify.FromTag);
        _bench.Take(200);
        _bench.Take(SipMethod.Notify).Headers.First(HeaderName.SubscriptionState).Should().Be("terminated;reason=timeout");
        _ended.Should().Be(1);
        Subscribe("300", notify.FromTag);
        _bench.Take(481);
    }

    [Theory]
    [InlineData(481)]
    [InlineData(404)]
    [InlineData(500)]
    public void A_refused_NOTIFY_ends_it(int status)
    {
        _bench.Respond(Establish(), status);
        _ended.Should().Be(1);
        _bench.Endpoint.SubscriptionCount.Should().Be(0);
        Change("ringing");
        _bench.NothingSent();
    }

    [Fact]
    public void A_NOTIFY_without_an_answer_ends_it()
    {
        Establish();
        _bench.Advance(33);
        _bench.Transport.Sent.Clear(); // the retransmissions
        _ended.Should().Be(1);
        _bench.Endpoint.SubscriptionCount.Should().Be(0);
    }

    [Fact]
    public void Our_end_is_told_after_the_NOTIFY_under_way()
    {
        var notify = Establish();
        _bench.Endpoint.Loop.Post(() => _subscription!.End("noresource"));
        _bench.NothingSent();
        _bench.Respond(notify, 200);
        _bench.Take(SipMethod.Notify).Headers.First(HeaderName.SubscriptionState).Should().Be("terminated;reason=noresource");
        _ended.Should().Be(1);
        _bench.Endpoint.SubscriptionCount.Should().Be(0);
    }

    [Theory]
    [InlineData("SUBSCRIBE", "Event: message-summary", 489)]
    [InlineData("INFO", "Event: dialog;id=7", 405)]
    [InlineData("BYE", "Event: dialog;id=7", 405)]
    public void What_means_nothing_in_its_dialog_is_refused(string method, string header, int status)
    {
        var notify = Establish();
        _bench.Respond(notify, 200);
        _bench.Deliver(_bench.PeerRequest(method, "sip:us@10.0.0.1", ++_number, notify.FromTag, null, header, "Expires: 300"));
        _bench.Take(status);
        _bench.Endpoint.SubscriptionCount.Should().Be(1);
    }

    [Theory]
    [InlineData("Event: dialog;id=7", "dialog;id=7")]
    [InlineData("o: Message-Summary", "message-summary")]
    [InlineData("Event: dialog ; sla", "dialog")]
    [InlineData("Event: ;id=7", null)]
    [InlineData("Event: a b", null)]
    [InlineData("Subject: none", null)]
    public void An_event_is_read(string header, string? read)
    {
        var subscribe = _bench.PeerRequest(SipMethod.Subscribe, "sip:us@10.0.0.1", 1, "", null, header);
        var text = EventPackage.Of(subscribe)?.ToString();
        text.Should().Be(read);
    }

    private SipRequest Establish()
    {
        Subscribe("300");
        _bench.Take(200);
        return _bench.Take(SipMethod.Notify);
    }

    private void Subscribe(string? expires, string toTag = "")
    {
        List<string> headers = ["Event: dialog;id=7"];
        if (expires is not null)
        {
            headers.Add($"Expires: {expires}");
        }
        _bench.Deliver(_bench.PeerRequest(SipMethod.Subscribe, "sip:us@10.0.0.1", ++_number, toTag, null, [.. headers]));
    }

    private void Change(string state)
    {
        _state = state;
        _bench.Endpoint.Loop.Post(() => _subscription!.Notify());
        _bench.Run();
    }

    private static string BodyOf(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);
}
