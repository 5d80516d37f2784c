using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>
/// A way to a peer on which messages come and go: a connection, or for UDP a pair of addresses on one of our sockets. Made by a
/// transport; everybody else compares it by reference, reads it and hands it back to the transport.
/// </summary>
/// <remarks>Safe to read from any thread. For UDP two flows may exist for the same pair of addresses.</remarks>
public sealed class SipFlow
{
    private string? _closeReason;
    private bool _hasCarriedRequests;

    /// <summary>A number that no other flow of the same transport has.</summary>
    public required long Id { get; init; }

    /// <summary>The transport protocol.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>Our address. For UDP the address the listener is bound to.</summary>
    public required IPEndPoint Local { get; init; }

    /// <summary>The peer's address, as the packets carry it.</summary>
    public required IPEndPoint Remote { get; init; }

    /// <summary>Whether the peer opened the connection. Requests of ours never go out on such a flow (except to phones). For UDP false.</summary>
    public bool IsInbound { get; init; }

    /// <summary>
    /// The name of the listener that the flow came in on or, for a connection that we opened, of the one whose address is written
    /// into Via; empty when there is none.
    /// </summary>
    public string ListenerName { get; init; } = "";

    /// <summary>The trust profile in use; empty for UDP and TCP that came in.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The peer's certificate; null without TLS or when none was presented.</summary>
    public TlsPeer? Peer { get; init; }

    /// <summary>The host to write into Via: where answers and new connections reach us. An IPv6 address is in brackets.</summary>
    public required string SentByHost { get; init; }

    /// <summary>The port to write into Via.</summary>
    public required int SentByPort { get; init; }

    /// <summary>Whether messages can still be sent. A datagram flow has no end of its own and counts as open.</summary>
    public bool IsOpen => CloseReason is null;

    /// <summary>Whether requests of ours went out on it.</summary>
    internal bool HasCarriedRequests => Volatile.Read(ref _hasCarriedRequests);

    /// <summary>Why the flow was closed, in words; null while it is open.</summary>
    public string? CloseReason => Volatile.Read(ref _closeReason);

    /// <summary>The connection or socket behind the flow.</summary>
    internal IFlowWriter? Writer { get; init; }

    /// <summary>For UDP: the peer's address as the system's calls take it.</summary>
    internal SocketAddress? RemoteSocketAddress { get; init; }

    /// <summary>A request of ours goes out on it: its end is to be told to the one who waits for the answer.</summary>
    internal void MarkCarrier() => Volatile.Write(ref _hasCarriedRequests, true);

    /// <summary>Marks the flow as closed. For transports only.</summary>
    /// <returns>Whether this call was the one that closed it.</returns>
    public bool MarkClosed(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Interlocked.CompareExchange(ref _closeReason, reason, null) is null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Protocol.ViaName()} {Local} {(IsInbound ? "<-" : "->")} {Remote} #{Id}";
}
