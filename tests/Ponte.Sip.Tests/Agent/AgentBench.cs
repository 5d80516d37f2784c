using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Agent;

/// <summary>A node with one loop, virtual time and a transport whose other end is the test.</summary>
internal sealed class AgentBench : ISipUser
{
    public const string Offer = "v=0 offer";
    public const string Answer = "v=0 answer";

    public static readonly IPEndPoint Peer = new(IPAddress.Parse("198.51.100.7"), 5060);

    private int _branch;

    public AgentBench(SipEndpointOptions? options = null, int loops = 1, Action<FakeDns>? dns = null)
    {
        var records = new FakeDns();
        dns?.Invoke(records);
        var resolver = new SipResolver(records, new HostsFile("/nonexistent", World.Time), new SipResolverOptions(), World.Time, _ => 0);
        var all = Enumerable.Range(0, loops).Select(_ => World.AddLoop()).ToList();
        Node = new SipNode(Transport, resolver, all, options ?? new SipEndpointOptions())
        {
            Registered = k => Registered.GetValueOrDefault(k),
        };
        foreach (var endpoint in Node.Endpoints)
        {
            endpoint.User = this;
        }
        Flow = Transport.Flow(TransportProtocol.Udp, Peer, inbound: false);
    }

    public VirtualWorld World { get; } = new();

    public FakeTransport Transport { get; } = new();

    public SipNode Node { get; }

    /// <summary>Peers that have registered with us.</summary>
    public Dictionary<string, RegisteredPeer> Registered { get; } = new(StringComparer.Ordinal);

    public SipEndpoint Endpoint => Node.Endpoints[0];

    public RecordingHandler Handler { get; } = new();

    /// <summary>The flow that the peer's messages come on.</summary>
    public SipFlow Flow { get; set; }

    /// <summary>The session of the latest incoming INVITE.</summary>
    public InviteSession? Incoming { get; private set; }

    public List<InviteSession> AllIncoming { get; } = [];

    /// <summary>What is done with an incoming INVITE; by default it is attached.</summary>
    public Action<InviteSession>? OnIncoming { get; set; }

    public Action<IncomingRequest>? OnIncomingRequest { get; set; }

    public SessionSettings Settings { get; set; } = new() { Contact = "<sip:us@10.0.0.1:5060>", SessionTimer = null };

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public void OnInvite(InviteSession session)
    {
        Incoming = session;
        AllIncoming.Add(session);
        if (OnIncoming is { } act)
        {
            act(session);
        }
        else
        {
            session.Attach(Handler, Settings);
        }
    }

    public void OnRequest(IncomingRequest request)
    {
        if (OnIncomingRequest is { } act)
        {
            act(request);
        }
        else
        {
            request.Respond(200);
        }
    }

    /// <summary>Does something on the loop, as users of the stack must.</summary>
    public T OnLoop<T>(Func<T> act)
    {
        T result = default!;
        Endpoint.Loop.Post(() => result = act());
        Run();
        return result;
    }

    /// <summary>Lets what is due happen.</summary>
    public void Run() => World.Run();

    public void Advance(double seconds) => World.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>An INVITE of ours to the peer, by address.</summary>
    public OutgoingInvite InviteTo(params DestinationHop[] hops) =>
        new()
        {
            Destination = new Destination(hops.Length > 0 ? hops : [new DestinationHop("198.51.100.7", 5060, TransportProtocol.Udp)]),
            RequestUri = hop => $"sip:called@{hop}",
            From = "<sip:us@10.0.0.1>",
            To = "<sip:called@198.51.100.7>",
            Settings = Settings,
            Sdp = Bytes(Offer),
        };

    public InviteSession Invite(OutgoingInvite? invite = null)
    {
        var session = Endpoint.Invite(invite ?? InviteTo(), Handler);
        Run();
        return session;
    }

    /// <summary>Takes the next message that was sent; fails when there is none.</summary>
    public SipMessage TakeAny()
    {
        Run();
        Transport.Sent.Should().NotBeEmpty("a message was to be sent");
        var first = Transport.Sent[0];
        Transport.Sent.RemoveAt(0);
        return first.Message;
    }

    /// <summary>Takes the next message, which must be a request of that method.</summary>
    public SipRequest Take(SipMethod method)
    {
        var request = TakeAny().Should().BeOfType<SipRequest>().Subject;
        request.Method.Should().Be(method);
        return request;
    }

    /// <summary>Takes the next message, which must be a response with that status.</summary>
    public SipResponse Take(int status)
    {
        var response = TakeAny().Should().BeOfType<SipResponse>().Subject;
        response.StatusCode.Should().Be(status);
        return response;
    }

    public void NothingSent()
    {
        Run();
        Transport.Sent.Select(s => s.Message.ToString().Split('\r')[0]).Should().BeEmpty();
    }

    /// <summary>The peer responds to a request of ours.</summary>
    public SipResponse Respond(SipRequest request, int status, string tag = "remote", string? sdp = null, params string[] headers)
    {
        var builder = SipResponseBuilder.For(request, status, toTag: tag.Length == 0 ? null : tag);
        if (status is > 100 and < 300 && !headers.Any(h => h.StartsWith("Contact", StringComparison.Ordinal)))
        {
            builder.Add(HeaderName.Contact, "<sip:peer@198.51.100.7:5060>");
        }
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            builder.Add(header[..colon], header[(colon + 1)..].Trim());
        }
        if (sdp is not null)
        {
            builder.Body("application/sdp", Bytes(sdp));
        }
        var response = builder.Build();
        Deliver(response);
        return response;
    }

    public void Deliver(SipMessage message, SipFlow? flow = null)
    {
        SipParser.TryParse(message.Bytes, new SipLimits(), out var parsed, out var error).Should().BeTrue(error.Reason);
        Transport.Deliver(flow ?? Flow, parsed!);
        Run();
    }

    /// <summary>An INVITE of the peer to us.</summary>
    public SipRequest PeerInvite(string? sdp = Offer, params string[] headers) =>
        PeerRequest(SipMethod.Invite, "sip:us@10.0.0.1", 1, "", sdp, headers);

    public SipRequest PeerRequest(SipMethod method, string uri, uint number, string toTag, string? sdp, params string[] headers) =>
        PeerRequest(SipMethods.Text(method), uri, number, toTag, sdp, headers);

    /// <summary>A request of the peer with a new branch; headers given replace the usual ones of that name.</summary>
    public SipRequest PeerRequest(string method, string uri, uint number, string toTag, string? sdp, params string[] headers)
    {
        var all = new List<(string Name, string Value)>
        {
            ("Via", $"SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKpeer{++_branch};rport"),
            ("Max-Forwards", "70"),
            ("From", "<sip:peer@198.51.100.7>;tag=remote"),
            ("To", toTag.Length == 0 ? "<sip:us@10.0.0.1>" : $"<sip:us@10.0.0.1>;tag={toTag}"),
            ("Call-ID", "call-1"),
            ("CSeq", string.Create(CultureInfo.InvariantCulture, $"{number} {method}")),
            ("Contact", "<sip:peer@198.51.100.7:5060>"),
        };
        var given = headers.Select(h => h.Split(':', 2)).Select(p => (Name: p[0], Value: p[1].Trim())).ToList();
        all.RemoveAll(h => given.Exists(g => g.Name.Equals(h.Name, StringComparison.OrdinalIgnoreCase)));
        all.AddRange(given.Where(g => g.Value.Length > 0));
        var builder = new SipRequestBuilder(method, uri);
        foreach (var (name, value) in all)
        {
            builder.Add(name, value);
        }
        if (sdp is not null)
        {
            builder.Body("application/sdp", Bytes(sdp));
        }
        return builder.Build();
    }

    /// <summary>A request of the peer inside the dialog of a session that we called (its From is the peer's, its To ours).</summary>
    public SipRequest PeerRequest(InviteSession session, SipMethod method, uint number, string? sdp = null, params string[] headers)
    {
        var usual = new List<string> { $"Call-ID: {session.CallId}" };
        var given = headers.ToList();
        usual.RemoveAll(u => given.Exists(g => g.StartsWith("Call-ID", StringComparison.Ordinal)));
        return PeerRequest(method, "sip:us@10.0.0.1:5060", number, session.LocalTag, sdp, [.. usual, .. given]);
    }

    /// <summary>The ACK for a 2xx of ours.</summary>
    public SipRequest PeerAck(InviteSession session, uint number, string? sdp = null) => PeerRequest(session, SipMethod.Ack, number, sdp);

    /// <summary>An established call that we made.</summary>
    public InviteSession Established(OutgoingInvite? invite = null, params string[] headers)
    {
        var session = Invite(invite);
        var request = Take(SipMethod.Invite);
        Respond(request, 200, sdp: Answer, headers: headers);
        Take(SipMethod.Ack);
        session.State.Should().Be(InviteState.Established);
        return session;
    }

    /// <summary>An established call that the peer made.</summary>
    public InviteSession EstablishedIncoming(params string[] headers)
    {
        Deliver(PeerInvite(headers: headers));
        Take(100);
        Incoming!.Accept(Bytes(Answer));
        Take(200);
        Deliver(PeerAck(Incoming, 1));
        Incoming.State.Should().Be(InviteState.Established);
        return Incoming;
    }

    /// <summary>Lets all timers run out: nothing may be left.</summary>
    public void ExpectNothingLeft()
    {
        Advance(200);
        foreach (var endpoint in Node.Endpoints)
        {
            endpoint.TransactionCount.Should().Be(0, "every transaction ends by itself");
            endpoint.SessionCount.Should().Be(0, "every session was ended");
        }
    }

    public static ImmutableArray<ExtraHeader> Header(string name, string value) => [new ExtraHeader(name, value)];
}
