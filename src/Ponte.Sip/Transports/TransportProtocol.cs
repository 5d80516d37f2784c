namespace Ponte.Sip.Transports;

/// <summary>The transports of SIP messages (RFC 3261 section 18). Values are stored and sent: append only.</summary>
public enum TransportProtocol : byte
{
    /// <summary>UDP, RFC 3261 section 18.1.1.</summary>
    Udp = 0,

    /// <summary>TCP, RFC 3261 section 18.3.</summary>
    Tcp = 1,

    /// <summary>TLS over TCP, RFC 3261 section 26.2.1.</summary>
    Tls = 2,

    /// <summary>WebSocket without TLS, RFC 7118.</summary>
    Ws = 3,

    /// <summary>WebSocket over TLS, RFC 7118.</summary>
    Wss = 4,
}
