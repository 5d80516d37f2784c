using System.Net.Security;

namespace Ponte.Sip.Transports.Tls;

/// <summary>A TLS stream and its peer, or why there is none.</summary>
/// <param name="Stream">The stream; null on failure.</param>
/// <param name="Peer">The peer's certificate; null when none was presented.</param>
/// <param name="Refusal">Why the handshake failed.</param>
/// <param name="Detail">The failure in words.</param>
internal sealed record HandshakeResult(SslStream? Stream, TlsPeer? Peer, TlsRefusal Refusal, string Detail);
