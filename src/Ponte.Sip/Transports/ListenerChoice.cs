using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ponte.Sip.Transports;

/// <summary>Chooses the listener whose address a request of ours carries, and from which address it leaves.</summary>
/// <remarks>
/// Of several that would do, the one bound to the address from which the system would reach the peer. A listener on a loopback address
/// serves peers on loopback addresses only, and the other way round it is not bound to.
/// </remarks>
/// <param name="listeners">All that there are.</param>
/// <param name="time">The clock by which an answer of the system gets old.</param>
/// <param name="sourceOf">Asks the system from which address it would reach a peer; null where it would not.</param>
internal sealed class ListenerChoice(IReadOnlyList<BoundListener> listeners, TimeProvider time, Func<IPEndPoint, IPAddress?> sourceOf)
{
    /// <summary>Routes change seldom, and calls go to few peers: the system need not be asked for each call.</summary>
    private static readonly TimeSpan LongestMemory = TimeSpan.FromSeconds(10);

    private const int MostRemembered = 1024;

    private readonly ConcurrentDictionary<IPAddress, (IPAddress Source, long At)> _sources = new();

    /// <summary>A choice that asks this system.</summary>
    public ListenerChoice(IReadOnlyList<BoundListener> listeners, TimeProvider time)
        : this(listeners, time, AskSystem) { }

    /// <summary>The listener for a peer; null when there is none of the protocol and family.</summary>
    public BoundListener? Find(TransportProtocol protocol, IPEndPoint remote, string profile)
    {
        var fitting = new List<BoundListener>(listeners.Count);
        foreach (var listener in listeners)
        {
            if (listener.Options.Protocol == protocol && listener.Address.AddressFamily == remote.AddressFamily)
            {
                fitting.Add(listener);
            }
        }
        return fitting.Count switch
        {
            0 => null,
            1 => fitting[0],
            _ => Choose(fitting, protocol, remote, profile),
        };
    }

    /// <summary>The address to bind a connection to before it is opened; null to leave it to the system.</summary>
    public static IPAddress? BindAddress(BoundListener? listener, IPEndPoint remote) =>
        listener is not null && !listener.IsWildcard && CanReach(listener, remote) ? listener.Address.Address : null;

    private BoundListener Choose(List<BoundListener> fitting, TransportProtocol protocol, IPEndPoint remote, string profile)
    {
        if (protocol == TransportProtocol.Tls && fitting.Exists(l => IsOf(l, profile)))
        {
            fitting.RemoveAll(l => !IsOf(l, profile));
        }
        var reaching = fitting.Where(l => CanReach(l, remote)).ToList();
        fitting = reaching.Count > 0 ? reaching : fitting;
        if (fitting.Count == 1)
        {
            return fitting[0];
        }
        var source = SourceAddress(remote);
        return fitting.Find(l => l.Address.Address.Equals(source)) ?? fitting.Find(l => l.IsWildcard) ?? fitting[0];
    }

    private static bool IsOf(BoundListener listener, string profile) =>
        string.Equals(listener.Options.Profile, profile, StringComparison.Ordinal);

    private static bool CanReach(BoundListener listener, IPEndPoint remote) =>
        listener.IsWildcard || IPAddress.IsLoopback(listener.Address.Address) == IPAddress.IsLoopback(remote.Address);

    /// <summary>The address from which the system would send to a peer.</summary>
    private IPAddress? SourceAddress(IPEndPoint remote)
    {
        if (_sources.TryGetValue(remote.Address, out var known) && time.GetElapsedTime(known.At) < LongestMemory)
        {
            return known.Source;
        }
        if (sourceOf(remote) is not { } source)
        {
            return null;
        }
        if (_sources.Count >= MostRemembered)
        {
            _sources.Clear();
        }
        _sources[remote.Address] = (source, time.GetTimestamp());
        return source;
    }

    /// <summary>Connecting a UDP socket sends nothing, and gives it the address from which it would send.</summary>
    private static IPAddress? AskSystem(IPEndPoint remote)
    {
        try
        {
            using var socket = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(remote);
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
