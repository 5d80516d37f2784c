using System.Collections.Immutable;
using System.Net;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Our end of a leg's audio. The same for the whole life of the leg: address, ports and keys never change in a call.</summary>
/// <param name="Rtp">The advertised address and RTP port.</param>
/// <param name="RtcpPort">The RTCP port, at the same address.</param>
public sealed record LocalMedia(IPEndPoint Rtp, int RtcpPort)
{
    /// <summary>Our keys, one per suite that may be used.</summary>
    public ImmutableArray<LocalCrypto> Keys { get; init; } = [];

    /// <summary>What our ICE credentials are made from (<see cref="IceCredentials.Of"/>); empty without ICE.</summary>
    public ImmutableArray<byte> IceSecret { get; init; } = [];

    /// <summary>The session's number in <c>o=</c>.</summary>
    public ulong SessionId { get; init; } = 1;

    /// <summary>The version of the first description.</summary>
    public ulong Version { get; init; } = 1;
}
