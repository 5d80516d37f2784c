using System.Collections.Immutable;
using System.Net;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>What an offer and its answer agreed for one audio stream, seen from us.</summary>
/// <param name="Local">Our description as sent: the offer or the answer.</param>
/// <param name="Remote">The peer's description.</param>
/// <param name="MediaIndex">Which <c>m=</c> line carries the audio, from 0.</param>
public sealed record AgreedAudio(SessionDescription Local, SessionDescription Remote, int MediaIndex)
{
    /// <summary>Where the peer wants RTP. With hold by <c>c=0.0.0.0</c> the address agreed before; null if there was none.</summary>
    public IPEndPoint? RemoteRtp { get; init; }

    /// <summary>Where the peer wants RTCP; equal to <see cref="RemoteRtp"/> with <see cref="RtcpMux"/>.</summary>
    public IPEndPoint? RemoteRtcp { get; init; }

    /// <summary>Whether RTP and RTCP share one port.</summary>
    public bool RtcpMux { get; init; }

    /// <summary>What we may do: send, receive, both or neither.</summary>
    public AudioDirection Direction { get; init; }

    /// <summary>The formats in the order of the answer; the first audio format is what each side sends by default.</summary>
    public ImmutableArray<AgreedFormat> Formats { get; init; } = [];

    /// <summary>Length of the packets that the peer wants from us.</summary>
    public TimeSpan PacketTime { get; init; }

    /// <summary>Protects what we send; null for plain RTP.</summary>
    public CryptoAttribute? LocalCrypto { get; init; }

    /// <summary>Opens what we receive; null for plain RTP.</summary>
    public CryptoAttribute? RemoteCrypto { get; init; }

    /// <summary>ICE; null where one side has none.</summary>
    public AgreedIce? Ice { get; init; }

    /// <summary>Whether the peer put us on hold: it takes no audio from us.</summary>
    public bool IsHeldByPeer { get; init; }
}
