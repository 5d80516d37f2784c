using Ponte.Sip.Agent;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Agent;

/// <summary>One end of a call in a bad network: does random things, and checks what it is told.</summary>
internal sealed class ChaosSide : ISipUser, IInviteHandler
{
    private readonly VirtualWorld _world;
    private readonly Random _random;
    private readonly SessionSettings _settings;
    private int _sdp;
    private bool _answered;

    public ChaosSide(VirtualWorld world, MemoryNetwork network, string name, string address, Random random, SessionTimerSettings? timer)
    {
        _world = world;
        _random = random;
        Name = name;
        Transport = network.Add(name, address);
        var resolver = new SipResolver(
            new FakeDns(),
            new HostsFile("/nonexistent", world.Time),
            new SipResolverOptions(),
            world.Time,
            _ => 0
        );
        var options = new SipEndpointOptions { Random = () => (ulong)random.NextInt64() ^ ((ulong)random.NextInt64() << 1) };
        Node = new SipNode(new ChaosTransport(Transport, random, 0.1), resolver, [world.AddLoop()], options);
        Endpoint.User = this;
        _settings = new SessionSettings
        {
            Contact = $"<sip:{name}@{address}:5060>",
            SessionTimer = timer,
            ReliableProvisionals = random.Next(2) == 0 ? ReliableProvisionalUse.WhenSupported : ReliableProvisionalUse.WhenRequired,
        };
    }

    public string Name { get; }

    public MemoryTransport Transport { get; }

    public SipNode Node { get; }

    public SipEndpoint Endpoint => Node.Endpoints[0];

    public InviteSession? Session { get; private set; }

    /// <summary>Whether connections break, so that an INVITE may come twice.</summary>
    public bool MayCallTwice { get; init; }

    /// <summary>Whether the end was told, or made by us.</summary>
    public bool IsOver { get; private set; }

    public List<string> Log { get; } = [];

    public void Call(string address, TransportProtocol protocol) =>
        Do(() =>
            Session = Endpoint.Invite(
                new OutgoingInvite
                {
                    Destination = Destination.To(new DestinationHop(address, 5060, protocol)),
                    RequestUri = h => $"sip:b@{h}",
                    From = "<sip:a@example.com>",
                    To = "<sip:b@example.com>",
                    Settings = _settings,
                    Sdp = NextSdp(),
                },
                this
            )
        );

    /// <summary>Does one random thing to the call, whatever its state.</summary>
    public void Act() =>
        Do(() =>
        {
            switch (_random.Next(12))
            {
                case 0:
                    Bye();
                    break;
                case 1:
                    Session?.Cancel();
                    break;
                case < 6:
                    Session?.Reinvite(NextSdp);
                    break;
                case < 8:
                    Session?.Request(SipMethod.Info);
                    break;
                case < 10:
                    Session?.Provisional(_random.Next(2) == 0 ? 180 : 183, _random.Next(2) == 0 ? default : NextSdp());
                    break;
                default:
                    Session?.Accept(NextSdp());
                    break;
            }
        });

    public void Bye()
    {
        if (Session is { State: not InviteState.Ended } session)
        {
            Log.Add("bye");
            var follows = !session.IsIncoming && session.State < InviteState.Answered;
            session.Bye();
            IsOver |= !follows;
        }
    }

    public void Do(Action act)
    {
        Endpoint.Loop.Post(act);
        _world.Run();
    }

    public void OnInvite(InviteSession session)
    {
        if (Session is not null)
        {
            // Its connection broke, and the caller tried once more on a new one.
            MayCallTwice.Should().BeTrue("one INVITE makes one call");
            session.Reject(482);
            return;
        }
        Session = session;
        session.Attach(this, _settings);
        if (_random.Next(3) > 0)
        {
            Later(3, () => session.Provisional(180));
        }
        switch (_random.Next(6))
        {
            case 0:
                Later(8, () => Reject(session));
                break;
            case 1:
                session.Accept(NextSdp());
                break;
            default:
                Later(8, () => session.Accept(NextSdp()));
                break;
        }
    }

    public void OnRequest(IncomingRequest request) => request.Respond(200);

    public void OnProvisional(InviteSession session, SipResponse response, string toTag) => Told("provisional", !_answered);

    public void OnAnswered(InviteSession session, SipResponse response)
    {
        Told("answered", !_answered);
        _answered = true;
    }

    public void OnFailed(InviteSession session, SipFailure failure)
    {
        Told($"failed {failure.Kind} {failure.Status}", !_answered);
        IsOver = true;
    }

    public void OnCancelled(InviteSession session, string? reason)
    {
        Told("cancelled", !_answered);
        IsOver = true;
    }

    public void OnAcknowledged(InviteSession session, SipRequest ack)
    {
        Told("ack", true);
        _answered = true;
    }

    public void OnOffer(InviteSession session, IncomingOffer offer)
    {
        Told("offer", true);
        switch (_random.Next(5))
        {
            case 0:
                offer.Reject(488);
                break;
            case 1:
                Later(2, () => offer.Accept(NextSdp()));
                break;
            default:
                offer.Accept(NextSdp());
                break;
        }
    }

    public void OnReinviteResult(InviteSession session, RequestResult result) =>
        Told($"reinvited {result.Status}", _answered || session.IsIncoming);

    public void OnRequest(InviteSession session, IncomingRequest request)
    {
        Told("request", true);
        request.Respond(200);
    }

    public void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye)
    {
        Told($"ended {reason}", true);
        IsOver = true;
    }

    private void Reject(InviteSession session)
    {
        if (session.State < InviteState.Answered)
        {
            session.Reject(486);
            IsOver = true;
        }
    }

    private void Told(string what, bool allowed)
    {
        Log.Add(what);
        IsOver.Should().BeFalse("nothing comes after the end");
        allowed.Should().BeTrue($"{what} does not fit here");
    }

    private void Later(double seconds, Action act) => Endpoint.Loop.Schedule(TimeSpan.FromSeconds(seconds * _random.NextDouble()), act);

    private ReadOnlyMemory<byte> NextSdp() => AgentBench.Bytes($"v=0 {Name} {++_sdp}");
}
