namespace Ponte.Sip.Messages;

/// <summary>How large a received message may be. What is larger is refused, never read in part.</summary>
public sealed record SipLimits
{
    /// <summary>The limits below.</summary>
    public static SipLimits Default { get; } = new();

    /// <summary>Octets of a message with its body. 65,535: the most that a UDP datagram carries, which RFC 3261 18.1.1 asks to accept.</summary>
    public int MaxMessageBytes { get; init; } = 65535;

    /// <summary>Header lines. 200: six times what the longest path seen writes (Microsoft's INVITE has about 30).</summary>
    public int MaxHeaderCount { get; init; } = 200;

    /// <summary>Octets of the start line and of one header field with its folded lines. 8,192: an Identity or History-Info of many entries fits.</summary>
    public int MaxLineBytes { get; init; } = 8192;

    /// <summary>Octets of a body. 65,535 as for the message; an SDP with ICE candidates has about 3,000.</summary>
    public int MaxBodyBytes { get; init; } = 65535;
}
