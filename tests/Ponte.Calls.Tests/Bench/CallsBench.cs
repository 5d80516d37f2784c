using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;
using Ponte.TestKit.Media;

namespace Ponte.Calls.Tests.Bench;

/// <summary>The calls of a node between two carriers and Teams, with virtual time, raw peers and media that only writes down.</summary>
internal sealed class CallsBench : IOutOfDialogHandler
{
    private readonly CallIds _ids;
    private readonly CallsOptions _options;

    public CallsBench(CallsOptions? options = null, int loops = 1)
    {
        _options = options ?? new CallsOptions();
        Loops = loops;
        byte seed = 0;
        _ids = new CallIds(World.Time, bytes => Array.Fill(bytes, ++seed));
        Carrier = new Peer(this, "carrier", "198.51.100.7:5060", TransportProtocol.Udp);
        Second = new Peer(this, "second", "198.51.100.8:5060", TransportProtocol.Udp)
        {
            Sdp = () => new PeerSdp { Address = "198.51.100.8" },
        };
        Teams = new Peer(this, "teams", "52.114.0.1:5061", TransportProtocol.Tls) { Sdp = () => PeerSdp.Teams };
        Phone = new Peer(this, "phone", "203.0.113.10:5060", TransportProtocol.Udp)
        {
            Sdp = () => new PeerSdp { Address = "203.0.113.10" },
        };
        Stranger = new Peer(this, "stranger", "203.0.113.66:5060", TransportProtocol.Udp);
        Start();
    }

    /// <summary>How many loops the next process has.</summary>
    public int Loops { get; set; }

    public VirtualWorld World { get; } = new();

    public Wire Wire { get; } = new();

    public FakeMedia Media { get; } = new();

    public BenchDirector Director { get; } = new();

    /// <summary>What the company says of recording; null: nothing.</summary>
    public BenchRecordings Recordings { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public RecordingSink Sink { get; } = new();

    public Peer Carrier { get; }

    public Peer Second { get; }

    public Peer Teams { get; }

    /// <summary>The phone of a user.</summary>
    public Peer Phone { get; }

    public Peer Stranger { get; }

    public SipNode Sip { get; private set; } = null!;

    public CallsNode Node { get; private set; } = null!;

    /// <summary>Requests that belong to no call.</summary>
    public List<IncomingRequest> Stray { get; } = [];

    public CallEnd End => Sink.Single<CallEnded>().End;

    public void OnRequest(IncomingRequest request)
    {
        Stray.Add(request);
        request.Respond(200);
    }

    public void Advance(double seconds) => World.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass until something comes to a peer.</summary>
    public void AwaitMessage(Peer peer, double seconds) => World.RunUntil(() => peer.Inbox.Count > 0, TimeSpan.FromSeconds(seconds));

    /// <summary>The process is killed and started again: nothing is said to anybody, and only journal and media stay.</summary>
    /// <returns>How many calls were taken over.</returns>
    public int Restart()
    {
        Node.Dispose();
        Sip.Dispose();
        foreach (var loop in World.Loops.ToList())
        {
            World.RemoveLoop(loop);
        }
        Start();
        return World.Complete(Node.TakeOverAsync(CancellationToken.None), TimeSpan.FromSeconds(1));
    }

    /// <summary>The stream of a leg, 1 for the caller's.</summary>
    public FakeStream Stream(int leg) => Media.Streams.Values.OrderBy(s => s.Id.Value).ElementAt(leg - 1);

    /// <summary>A call from the carrier to Teams that both talk in.</summary>
    public (PeerCall Caller, PeerCall Callee) Established()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(180);
        caller.TakesRinging();
        callee.Answers();
        caller.TakesAnswer();
        return (caller, callee);
    }

    /// <summary>A call from Teams to the carrier that both talk in.</summary>
    public (PeerCall Caller, PeerCall Callee) EstablishedFromTeams()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var callee = Carrier.Called();
        callee.Answers();
        caller.TakesAnswer();
        return (caller, callee);
    }

    /// <summary>Lets every timer run out: no call, session, transaction, stream, channel, timer or unread message may be left.</summary>
    public void ExpectNothingLeft()
    {
        Advance(700);
        Node.Calls.Should().BeEmpty();
        Journal.Calls.Should().BeEmpty("a call that is over is not taken over");
        Media.Streams.Should().BeEmpty("every stream is closed");
        Media.Refusals.Should().BeEmpty("no command was wrong");
        Director.Taken.Values.Should().AllBeEquivalentTo(0, "every channel was given back");
        Director.Faults.Should().Be(0, "no channel is given back twice");
        foreach (var endpoint in Sip.Endpoints)
        {
            endpoint.SessionCount.Should().Be(0, "every session was ended");
            endpoint.TransactionCount.Should().Be(0);
            endpoint.Loop.Run(World.Now).Should().Be(Ponte.Sip.Loop.Instant.Never, "no timer is left");
        }
        foreach (var peer in new[] { Carrier, Second, Teams, Phone, Stranger })
        {
            peer.TakesNothing();
        }
        Sink.All<LegStarted>().Select(e => (e.Call, e.Leg)).Should().BeEquivalentTo(Sink.All<LegEnded>().Select(e => (e.Call, e.Leg)));
        Sink.All<CallStarted>().Select(e => e.Call).Should().BeEquivalentTo(Sink.All<CallEnded>().Select(e => e.Call));
    }

    private void Start()
    {
        var resolver = new SipResolver(
            new FakeDns(),
            new HostsFile("/nonexistent", World.Time),
            new SipResolverOptions(),
            World.Time,
            _ => 0
        );
        var loops = Enumerable.Range(0, Loops).Select(_ => World.AddLoop()).ToList();
        Sip = new SipNode(Wire, resolver, loops, new SipEndpointOptions());
        var services = new CallsServices
        {
            Director = Director,
            OutOfDialog = this,
            Media = Media,
            Journal = Journal,
            Recordings = Recordings,
            Events = Sink,
            Ids = _ids,
            Time = World.Time,
            Logger = NullLogger.Instance,
        };
        Node = new CallsNode(Sip, services, _options);
    }
}
