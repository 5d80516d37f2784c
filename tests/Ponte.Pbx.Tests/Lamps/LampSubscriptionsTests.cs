using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Lamps;

/// <summary>Phones that watch who is in a call, and their own messages.</summary>
public sealed class LampSubscriptionsTests : IDisposable
{
    private const string Watched = "sip:202@pbx.example";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Ns = "urn:ietf:params:xml:ns:dialog-info";

    private readonly VirtualWorld _world = new();
    private readonly SipNode _node;
    private readonly PhoneServices _phones;
    private readonly LampBoard _lamps = new();
    private readonly MessageBoard _messages = new();
    private int _host = 6;

    public LampSubscriptionsTests()
    {
        var transport = _world.Network.Add("ponte", "192.0.2.1", "pbx.example");
        var hosts = new HostsFile("/nonexistent", _world.Time);
        var resolver = new SipResolver(new FakeDns(), hosts, new SipResolverOptions(), _world.Time, _ => 0);
        _node = new SipNode(transport, resolver, [_world.AddLoop(), _world.AddLoop()], new SipEndpointOptions());
        var company = new CompanyInForce();
        company.Apply(
            new CompanyDocument
            {
                Company = new CompanySettings { Name = "Rossi", Country = "IT" },
                Users =
                [
                    new UserSettings
                    {
                        Id = "gbianchi",
                        Name = "Gaia",
                        Extension = "202",
                    },
                    new UserSettings
                    {
                        Id = "mrossi",
                        Name = "Mario",
                        Extension = "201",
                    },
                ],
            }
        );
        _phones = new PhoneServices(new PhoneSettings(), new MemoryStore(), _ => false, _world.Time, NullLogger.Instance);
        _phones.Apply(
            new PhoneDirectory(
                "Rossi",
                [
                    new PhoneAccount("201-desk", "secret1", "mrossi", null),
                    new PhoneAccount("202-desk", "secret2", "gbianchi", null),
                    new PhoneAccount("oldpbx", "secret3", null, "oldpbx"),
                ]
            )
        );
        var handler = new LampSubscriptions(company, _phones, _lamps, _messages, new Nobody());
        foreach (var endpoint in _node.Endpoints)
        {
            endpoint.User = new User(handler);
        }
    }

    public void Dispose()
    {
        _node.Dispose();
        _phones.Dispose();
    }

    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    public void A_lamp_follows_the_calls_of_a_colleague(TransportProtocol protocol)
    {
        var phone = Phone(protocol: protocol);
        Subscribe(phone, Watched, "dialog").StatusCode.Should().Be(200);
        var first = phone.Take("NOTIFY");
        StatesOf(first).Should().BeEmpty();
        phone.Respond(first, 200);
        var call = new CallId("c1");
        _lamps.Publish(new CallStarted(call, Now, new Party("+390699", "Ada"), new Party("202", "Gaia")));
        _lamps.Publish(new LegStarted(call, Now, new LegId(2), LegKind.Phone, false, "202-desk", "192.0.2.8", "sip-1", "gbianchi"));
        _lamps.Publish(new LegRinging(call, Now, new LegId(2)));
        var second = phone.Take("NOTIFY");
        StatesOf(second).Should().Equal("early");
        phone.Respond(second, 200);
        _lamps.Publish(new LegAnswered(call, Now, new LegId(2)));
        var third = phone.Take("NOTIFY");
        StatesOf(third).Should().Equal("confirmed");
        VersionOf(third).Should().Be(VersionOf(second) + 1);
        phone.Respond(third, 200);
        _lamps.Publish(new CallEnded(call, Now, new CallEnd(EndSide.Caller, EndCause.Normal)));
        StatesOf(phone.Take("NOTIFY")).Should().BeEmpty();
    }

    [Fact]
    public void A_colleague_without_calls_is_left_in_peace()
    {
        var phone = Phone();
        Subscribe(phone, "sip:201@pbx.example", "dialog");
        phone.Respond(phone.Take("NOTIFY"), 200);
        _lamps.Publish(new CallStarted(new CallId("c1"), Now, new Party("1", ""), new Party("202", "Gaia")));
        _lamps.Publish(new LegStarted(new CallId("c1"), Now, new LegId(2), LegKind.Phone, false, "202-desk", "", "s", "gbianchi"));
        _world.Advance(TimeSpan.FromSeconds(5));
        phone.Inbox.Select(i => i.Message).OfType<SipRequest>().Should().BeEmpty();
    }

    [Fact]
    public void Ones_own_messages_light_the_lamp()
    {
        var phone = Phone();
        _messages.Set("mrossi", new MessageCount(1, 2));
        Subscribe(phone, "sip:201-desk@pbx.example", "message-summary").StatusCode.Should().Be(200);
        var first = phone.Take("NOTIFY");
        TextOf(first).Should().StartWith("Messages-Waiting: yes\r\nMessage-Account: sip:201@pbx.example\r\nVoice-Message: 1/2 (0/0)");
        phone.Respond(first, 200);
        _messages.Set("mrossi", new MessageCount(0, 3));
        TextOf(phone.Take("NOTIFY")).Should().StartWith("Messages-Waiting: no");
    }

    [Theory]
    [InlineData(Watched, "message-summary", 403)]
    [InlineData("sip:999@pbx.example", "dialog", 404)]
    [InlineData(Watched, "presence", 489)]
    [InlineData(Watched, "dialog;id=1", 200)]
    public void What_is_not_served_is_refused(string uri, string package, int status) =>
        Subscribe(Phone(), uri, package).StatusCode.Should().Be(status);

    [Fact]
    public void A_phone_that_reads_no_such_document_is_told() =>
        Subscribe(Phone(), Watched, "dialog", "Accept: application/pidf+xml").StatusCode.Should().Be(406);

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*;q=0.5, text/plain")]
    public void A_phone_that_reads_everything_is_served(string accept) =>
        Subscribe(Phone(), Watched, "dialog", $"Accept: {accept}").StatusCode.Should().Be(200);

    [Fact]
    public void Who_has_no_password_or_is_a_line_sees_nothing()
    {
        Phone().Ask("SUBSCRIBE", Watched, Watched, "Event: dialog")!.StatusCode.Should().Be(401);
        Subscribe(Phone("201-desk", "wrong"), Watched, "dialog").StatusCode.Should().Be(403);
        Subscribe(Phone("oldpbx", "secret3"), Watched, "dialog").StatusCode.Should().Be(403);
        _node.Endpoints.Sum(e => e.SubscriptionCount).Should().Be(0);
    }

    private RawPhone Phone(string user = "201-desk", string password = "secret1", TransportProtocol protocol = TransportProtocol.Udp) =>
        new(_world, $"192.0.2.{++_host}", protocol, user, password);

    private static SipResponse Subscribe(RawPhone phone, string uri, string package, params string[] more)
    {
        string[] headers = [$"Event: {package}", "Expires: 300", $"Contact: {phone.Contact}", .. more];
        var challenge = phone.Ask("SUBSCRIBE", uri, uri, headers)!;
        challenge.StatusCode.Should().Be(401);
        return phone.Ask("SUBSCRIBE", uri, uri, [.. headers, phone.Authorization(challenge, "SUBSCRIBE", uri)])!;
    }

    private static IEnumerable<string> StatesOf(SipRequest notify) =>
        XDocument.Parse(TextOf(notify)).Root!.Elements(Ns + "dialog").Select(d => d.Element(Ns + "state")!.Value);

    private static int VersionOf(SipRequest notify) => (int)XDocument.Parse(TextOf(notify)).Root!.Attribute("version")!;

    private static string TextOf(SipRequest notify) => Encoding.UTF8.GetString(notify.Body.Span);

    private sealed class User(LampSubscriptions handler) : ISipUser
    {
        public void OnInvite(InviteSession session) => session.Reject(403);

        public void OnRequest(IncomingRequest request) => handler.OnRequest(request);
    }

    private sealed class Nobody : IOutOfDialogHandler
    {
        public void OnRequest(IncomingRequest request) => request.Respond(403);
    }
}
