using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>What lines and strangers get who ask for something outside any call.</summary>
public sealed class OptionsResponderTests : ISipUser
{
    private const string Text = """
        company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
        lines: { carrier: { kind: carrier, peers: ["sip:198.51.100.7"] } }
        """;

    private readonly VirtualWorld _world = new();
    private readonly OptionsResponder _responder;

    public OptionsResponderTests()
    {
        var company = new CompanyInForce();
        company.Apply(DocumentText.Read(Text).Document!);
        var settings = new PbxSettings { Listeners = [new LocalAddress(TransportProtocol.Udp, "192.0.2.1", 5060)] };
        _responder = new OptionsResponder(company, new LineBook(_world.Time), settings);
        Node("ponte", "192.0.2.1").Endpoints[0].User = this;
    }

    [Theory]
    [InlineData("198.51.100.7", SipMethod.Options, 200)]
    [InlineData("198.51.100.7", SipMethod.Refer, 603)] // nobody makes us call from outside a call
    [InlineData("198.51.100.7", SipMethod.Notify, 405)]
    [InlineData("203.0.113.66", SipMethod.Options, 403)]
    [InlineData("203.0.113.66", SipMethod.Refer, 403)]
    public void Request_outside_a_call_gets_its_answer(string from, SipMethod method, int status)
    {
        var peer = Node("peer", from).Endpoints[0];
        var request = new OutgoingRequest
        {
            Method = method,
            Destination = Destination.To(new DestinationHop("192.0.2.1", 5060, TransportProtocol.Udp)),
            RequestUri = _ => "sip:192.0.2.1",
            From = $"<sip:{from}>",
            To = "<sip:192.0.2.1>",
            Headers = [new ExtraHeader("Refer-To", "<sip:+1900@192.0.2.1>")],
        };
        var result = _world.Complete(peer.SendRequestAsync(request, CancellationToken.None), TimeSpan.FromSeconds(5));
        result.Status.Should().Be(status);
    }

    void ISipUser.OnInvite(InviteSession session) => session.Reject(480);

    void ISipUser.OnRequest(IncomingRequest request) => _responder.OnRequest(request);

    private SipNode Node(string name, string address)
    {
        var resolver = new SipResolver(
            new FakeDns(),
            new HostsFile("/nonexistent", _world.Time),
            new SipResolverOptions(),
            _world.Time,
            _ => 0
        );
        return new SipNode(_world.Network.Add(name, address), resolver, [_world.AddLoop()], new SipEndpointOptions());
    }
}
