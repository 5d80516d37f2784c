namespace Ponte.Sip.Agent;

/// <summary>When provisional responses are sent and asked for reliably (RFC 3262).</summary>
public enum ReliableProvisionalUse : byte
{
    /// <summary>Never: the extension is not offered, and a peer that requires it gets 420.</summary>
    Never,

    /// <summary>Offered as supported; used as UAS when the peer requires it.</summary>
    WhenRequired,

    /// <summary>Offered as supported; used as UAS for every response with SDP when the peer supports it.</summary>
    WhenSupported,
}
