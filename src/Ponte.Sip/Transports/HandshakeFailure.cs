using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>A TLS handshake that failed, for the log and for the administrator who wonders why nobody calls.</summary>
/// <param name="IsInbound">Whether the peer opened the connection.</param>
/// <param name="Remote">The peer's address.</param>
/// <param name="Listener">The listener; empty for a connection that we opened.</param>
/// <param name="Refusal">The kind of failure.</param>
/// <param name="Detail">The failure in words.</param>
/// <param name="Peer">What the peer presented; null when nothing.</param>
public sealed record HandshakeFailure(bool IsInbound, IPEndPoint Remote, string Listener, TlsRefusal Refusal, string Detail, TlsPeer? Peer);
