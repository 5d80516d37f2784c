namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>One audio codec that a leg can take.</summary>
/// <param name="Encoding">The name in <c>a=rtpmap</c>: <c>PCMA</c>, <c>G722</c> …</param>
/// <param name="ClockRate">The RTP clock in Hz; 8000 for G722 too (RFC 3551 section 4.5.2).</param>
/// <param name="StaticPayloadType">The payload type to offer; null takes a free dynamic one.</param>
/// <param name="FormatParameters">The text of <c>a=fmtp</c>; null for none.</param>
public sealed record CodecOffer(string Encoding, int ClockRate, byte? StaticPayloadType = null, string? FormatParameters = null)
{
    /// <summary>Audio channels.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>G.711 A-law.</summary>
    public static CodecOffer Pcma { get; } = new("PCMA", 8000, 8);

    /// <summary>G.711 µ-law.</summary>
    public static CodecOffer Pcmu { get; } = new("PCMU", 8000, 0);

    /// <summary>G.722.</summary>
    public static CodecOffer G722 { get; } = new("G722", 8000, 9);

    /// <summary>Opus, always written with two channels (RFC 7587 section 7).</summary>
    public static CodecOffer Opus { get; } = new("opus", 48000) { Channels = 2 };

    /// <summary>G.729 without the silence compression of annex B, which relays and carriers do not all bear.</summary>
    public static CodecOffer G729 { get; } = new("G729", 8000, 18, "annexb=no");
}
