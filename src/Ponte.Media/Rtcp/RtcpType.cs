namespace Ponte.Media.Rtcp;

/// <summary>RTCP packet types (RFC 3550 section 12.1); others are passed over.</summary>
public enum RtcpType : byte
{
    /// <summary>No type; never on the wire.</summary>
    None = 0,

    /// <summary>SR.</summary>
    SenderReport = 200,

    /// <summary>RR.</summary>
    ReceiverReport = 201,

    /// <summary>SDES.</summary>
    SourceDescription = 202,

    /// <summary>BYE.</summary>
    Goodbye = 203,

    /// <summary>APP.</summary>
    Application = 204,
}
