namespace Ponte.Pbx.Document;

/// <summary>How a peer is reached.</summary>
public enum PeerTransport
{
    /// <summary>Left to look-up (RFC 3263); UDP where nothing says otherwise.</summary>
    Unspecified,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>TLS over TCP.</summary>
    Tls,
}
