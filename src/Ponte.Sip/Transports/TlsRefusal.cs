namespace Ponte.Sip.Transports;

/// <summary>Why a TLS handshake failed; the label of its counter.</summary>
public enum TlsRefusal
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>A certificate was demanded and none was presented.</summary>
    NoCertificate,

    /// <summary>The peer's chain ends at a root that we do not trust, or at an issuer that we do not know.</summary>
    Untrusted,

    /// <summary>A certificate of the peer's chain has expired.</summary>
    Expired,

    /// <summary>A certificate of the peer's chain is not valid yet.</summary>
    NotYetValid,

    /// <summary>The peer's certificate is for other names.</summary>
    WrongName,

    /// <summary>The peer's certificate may not be used by a server.</summary>
    WrongUsage,

    /// <summary>A certificate of the peer's chain is broken in another way: signature, constraints.</summary>
    BadChain,

    /// <summary>The peer refuses our certificate, or wants one that we do not have.</summary>
    RefusedByPeer,

    /// <summary>No protocol version or suite is common.</summary>
    NothingCommon,

    /// <summary>The peer does not speak TLS, or breaks its rules.</summary>
    NotTls,

    /// <summary>The connection ended during the handshake.</summary>
    ConnectionLost,

    /// <summary>The handshake took too long.</summary>
    TimedOut,

    /// <summary>It was given up in favour of others: too many handshakes at the same time, or the transport stops.</summary>
    GivenUp,
}
