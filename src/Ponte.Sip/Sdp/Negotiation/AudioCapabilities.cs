using System.Collections.Immutable;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>What a leg can do with audio.</summary>
public sealed record AudioCapabilities
{
    /// <summary>Codecs in our order of preference. Offers and answers list them so; an answer's first one is what the peer will send.</summary>
    public ImmutableArray<CodecOffer> Codecs { get; init; } = [CodecOffer.Pcma, CodecOffer.Pcmu];

    /// <summary>Digits as telephone events (RFC 4733).</summary>
    public bool TelephoneEvent { get; init; } = true;

    /// <summary>The payload type offered for telephone events of 8 kHz; 101 is what the field expects.</summary>
    public byte TelephoneEventPayloadType { get; init; } = 101;

    /// <summary>Comfort noise (RFC 3389). Switched on, Teams sends nothing in silence.</summary>
    public bool ComfortNoise { get; init; }

    /// <summary>Whether media is protected.</summary>
    public SrtpUse Srtp { get; init; }

    /// <summary>Suites in our order of preference; an answer takes the first of ours that is offered, whatever the offer's order.</summary>
    public ImmutableArray<string> SrtpSuites { get; init; } = [Negotiation.SrtpSuites.AesCm128HmacSha180];

    /// <summary>Length of the packets we make, <c>a=ptime</c>.</summary>
    public TimeSpan PacketTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Offer and accept RTP and RTCP on one port (RFC 5761).</summary>
    public bool RtcpMux { get; init; }

    /// <summary>
    /// ICE as the lite agent (RFC 8445 section 2.5), for peers that send media to us directly. Peers that offer or answer none are spoken to without it.
    /// </summary>
    public bool IceLite { get; init; }

    /// <summary>How the peer is told of hold.</summary>
    public HoldStyle HoldStyle { get; init; }
}
