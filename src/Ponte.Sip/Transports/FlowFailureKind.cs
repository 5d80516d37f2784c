namespace Ponte.Sip.Transports;

/// <summary>Why no flow to a target could be had.</summary>
public enum FlowFailureKind
{
    /// <summary>The peer's machine refuses connections on that port.</summary>
    Refused,

    /// <summary>No answer within the time allowed for connection and handshake.</summary>
    TimedOut,

    /// <summary>No way to the address, or the connection broke while it was made.</summary>
    Unreachable,

    /// <summary>We refuse the peer's certificate: untrusted, expired or for another name.</summary>
    PeerCertificate,

    /// <summary>The peer ended the TLS handshake: it refuses our certificate, or no protocol version or suite is common.</summary>
    Handshake,

    /// <summary>The target asks for something that is not configured: no such profile, no socket of that kind, no certificate.</summary>
    NotConfigured,

    /// <summary>A limit on connections is reached.</summary>
    Limit,

    /// <summary>The caller no longer wants it, or the transport is stopping.</summary>
    Cancelled,
}
