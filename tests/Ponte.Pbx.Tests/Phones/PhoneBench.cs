using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Routing;
using Ponte.Pbx.Phones;
using Ponte.Sip.Agent;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>A registrar on a network in memory, at 192.0.2.1.</summary>
internal sealed class PhoneBench : ISipUser
{
    private readonly IOutOfDialogHandler _registrar;

    public PhoneBench()
    {
        Transport = World.Network.Add("ponte", "192.0.2.1", "pbx.example");
        var resolver = new SipResolver(
            new FakeDns(),
            new HostsFile("/nonexistent", World.Time),
            new SipResolverOptions(),
            World.Time,
            _ => 0
        );
        Phones = new PhoneServices(
            new PhoneSettings(),
            Store,
            a => a.Equals(IPAddress.Parse("198.51.100.7")),
            World.Time,
            NullLogger.Instance
        );
        Node = new SipNode(Transport, resolver, [World.AddLoop(), World.AddLoop()], new SipEndpointOptions()) { Screen = Phones.Admit };
        Transport.FlowClosed += (flow, _) => Phones.FlowClosed(flow);
        _registrar = Phones.Registrar(new Nobody());
        foreach (var endpoint in Node.Endpoints)
        {
            endpoint.User = this;
        }
        Phones.Apply(
            new PhoneDirectory(
                "Rossi \"S.p.A.\"",
                [new PhoneAccount("201-desk", "secret1", "mrossi", null), new PhoneAccount("202-cordless", "secret2", "gbianchi", null)]
            )
        );
    }

    public VirtualWorld World { get; } = new();

    public MemoryStore Store { get; } = new();

    public MemoryTransport Transport { get; }

    public PhoneServices Phones { get; }

    public SipNode Node { get; }

    public RawPhone Phone(
        string address = "192.0.2.7",
        TransportProtocol protocol = TransportProtocol.Udp,
        string user = "201-desk",
        string password = "secret1"
    ) => new(World, address, protocol, user, password);

    public void OnInvite(InviteSession session) => session.Reject(403);

    public void OnRequest(IncomingRequest request)
    {
        _registrar.OnRequest(request);
    }

    /// <summary>What is no REGISTER comes from nobody we know.</summary>
    private sealed class Nobody : IOutOfDialogHandler
    {
        public void OnRequest(IncomingRequest request) => request.Respond(403);
    }
}
