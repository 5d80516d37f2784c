using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.TestKit;

/// <summary>
/// A network that exists in memory only, with virtual time: transports are put on it, and the test says what gets lost, late or refused.
/// Messages are delivered by the clock: by <see cref="VirtualWorld.Run"/> or <see cref="VirtualTime.Advance"/>, never within a call of Send.
/// </summary>
/// <remarks>For one thread. Everything random comes from one seed.</remarks>
public sealed class MemoryNetwork
{
    /// <summary>How long a connection is tried when nobody answers; as the real transport does.</summary>
    private static readonly TimeSpan ConnectTimeout = new ConnectionLimits().ConnectTimeout;

    private readonly Dictionary<(TransportProtocol, IPEndPoint), (MemoryTransport Transport, ListenerOptions Listener)> _listeners = [];
    private readonly Dictionary<SipFlow, (MemoryTransport Transport, SipFlow Flow)> _ends = [];
    private readonly HashSet<IPEndPoint> _refusing = [];
    private readonly HashSet<IPEndPoint> _silent = [];
    private readonly List<MemoryPacket> _packets = [];
    private readonly Random _random;
    private long _lastFlowId;
    private int _lastPort = 40_000;

    /// <summary>Creates an empty network.</summary>
    public MemoryNetwork(VirtualTime time, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(time);
        Time = time;
        _random = new Random(seed);
    }

    /// <summary>The clock.</summary>
    public VirtualTime Time { get; }

    /// <summary>How long every message takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The share of datagrams that get lost, 0 to 1. Connections lose nothing.</summary>
    public double Loss { get; set; }

    /// <summary>Looks at each message; false: it gets lost, whatever the transport.</summary>
    public Func<MemoryPacket, bool>? Filter { get; set; }

    /// <summary>Looks at each message and says how long it takes; null for <see cref="Delay"/>. Messages of one connection stay in order.</summary>
    public Func<MemoryPacket, TimeSpan>? DelayOf { get; set; }

    /// <summary>Every message that was sent, in its order.</summary>
    public IReadOnlyList<MemoryPacket> Packets => _packets;

    /// <summary>Puts a transport on the network.</summary>
    /// <param name="name">Its name in <see cref="Packets"/>.</param>
    /// <param name="listeners">What it listens on.</param>
    public MemoryTransport Add(string name, params IReadOnlyList<ListenerOptions> listeners)
    {
        var transport = new MemoryTransport(this, name, listeners);
        foreach (var listener in listeners)
        {
            _listeners.Add((listener.Protocol, listener.Address), (transport, listener));
        }
        return transport;
    }

    /// <summary>Puts a transport on the network that listens on one address by all protocols: UDP and TCP on 5060, TLS on 5061.</summary>
    public MemoryTransport Add(string name, string address, string advertisedHost = "")
    {
        ListenerOptions Listen(TransportProtocol protocol) =>
            new()
            {
                Name = protocol.UriName(),
                Protocol = protocol,
                Address = new IPEndPoint(IPAddress.Parse(address), protocol.DefaultPort()),
                AdvertisedHost = advertisedHost,
            };
        return Add(name, [Listen(TransportProtocol.Udp), Listen(TransportProtocol.Tcp), Listen(TransportProtocol.Tls)]);
    }

    /// <summary>Lets a datagram arrive at once that is not among <see cref="Packets"/>: any bytes, from any address.</summary>
    public void Inject(IPEndPoint from, IPEndPoint to, byte[] bytes)
    {
        if (_listeners.TryGetValue((TransportProtocol.Udp, to), out var found))
        {
            found.Transport.Take(bytes, found.Transport.DatagramFlow(found.Listener, from));
        }
    }

    /// <summary>From now on connections to the address are refused.</summary>
    public void Refuse(IPEndPoint address) => _refusing.Add(address);

    /// <summary>From now on everything to the address vanishes.</summary>
    public void Silence(IPEndPoint address) => _silent.Add(address);

    /// <summary>Ends <see cref="Refuse"/> and <see cref="Silence"/>.</summary>
    public void Restore(IPEndPoint address)
    {
        _refusing.Remove(address);
        _silent.Remove(address);
    }

    /// <summary>The messages as a ladder, for a test that wants to show what happened.</summary>
    public string Ladder() => string.Join('\n', _packets.Select(p => $"{p.At.Ticks / (double)TimeSpan.TicksPerSecond, 10:0.000} {p}"));

    internal long NextFlowId() => ++_lastFlowId;

    internal IPEndPoint NextEndPoint(IPAddress address) => new(address, ++_lastPort);

    internal void After(TimeSpan delay, Action action)
    {
        ITimer? timer = null;
        timer = Time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            null,
            delay,
            Timeout.InfiniteTimeSpan
        );
    }

    internal void Send(MemoryTransport from, SipFlow flow, SipMessage message)
    {
        var packet = new MemoryPacket(Time.Now, from.Name, flow, message);
        _packets.Add(packet);
        var isLost =
            !flow.IsOpen
            || _silent.Contains(flow.Remote)
            || (flow.Protocol == TransportProtocol.Udp && _random.NextDouble() < Loss)
            || (Filter is { } filter && !filter(packet));
        packet.IsLost = isLost;
        if (!isLost)
        {
            After(DelayOf?.Invoke(packet) ?? Delay, () => Deliver(packet));
        }
    }

    /// <summary>Connects two transports, or says why not.</summary>
    internal Task<FlowResult> Connect(MemoryTransport from, SipTarget target)
    {
        var result = new TaskCompletionSource<FlowResult>();
        if (_silent.Contains(target.Address))
        {
            After(
                ConnectTimeout,
                () => result.SetResult(FlowResult.Failure(FlowFailureKind.TimedOut, $"{target.Address} does not answer"))
            );
        }
        else
        {
            After(Delay + Delay, () => result.SetResult(Join(from, target)));
        }
        return result.Task;
    }

    /// <summary>Closes a connection from one end; the other end learns it after the delay.</summary>
    internal void Close(MemoryTransport transport, SipFlow flow, string reason)
    {
        if (!flow.MarkClosed(reason))
        {
            return;
        }
        After(TimeSpan.Zero, () => transport.RaiseClosed(flow, reason));
        if (_ends.Remove(flow, out var other))
        {
            After(Delay, () => Close(other.Transport, other.Flow, "the peer closed the connection"));
        }
    }

    private FlowResult Join(MemoryTransport from, SipTarget target)
    {
        if (_refusing.Contains(target.Address) || !_listeners.TryGetValue((target.Protocol, target.Address), out var found))
        {
            return FlowResult.Failure(FlowFailureKind.Refused, $"{target.Address} refuses the connection");
        }
        var (to, listener) = found;
        var isTls = target.Protocol == TransportProtocol.Tls;
        if (isTls && target.ServerName.Length > 0 && !CertificateNames.Match([.. to.CertificateNames], target.ServerName))
        {
            return FlowResult.Failure(
                FlowFailureKind.PeerCertificate,
                $"the certificate is for {string.Join(", ", to.CertificateNames)}, not for {target.ServerName}"
            );
        }
        var source = NextEndPoint(from.SourceAddress(target));
        var outside = from.CreateFlow(target.Protocol, source, target.Address, target.Profile, isTls ? to.AsPeer() : null);
        var inside = to.CreateFlow(listener, target.Address, source, isInbound: true, isTls ? from.AsPeer() : null);
        _ends[outside] = (to, inside);
        _ends[inside] = (from, outside);
        return FlowResult.Success(outside);
    }

    private void Deliver(MemoryPacket packet)
    {
        var bytes = packet.Message.Bytes.ToArray();
        if (packet.Flow.Protocol == TransportProtocol.Udp)
        {
            if (_listeners.TryGetValue((TransportProtocol.Udp, packet.Flow.Remote), out var found) && !_silent.Contains(packet.Flow.Remote))
            {
                found.Transport.Take(bytes, found.Transport.DatagramFlow(found.Listener, packet.Flow.Local));
            }
            return;
        }
        if (_ends.TryGetValue(packet.Flow, out var other) && other.Flow.IsOpen)
        {
            other.Transport.Take(bytes, other.Flow);
        }
    }
}
