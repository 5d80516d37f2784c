using System.Collections.Immutable;
using System.Net;
using Ponte.Media.Control.Model;

namespace Ponte.Bench.Media;

/// <summary>One end of a call as the load generator knows it.</summary>
/// <param name="Target">The relay's port for it.</param>
/// <param name="TheirKey">Protects what this end sends; null for plain RTP.</param>
/// <param name="RelayKey">Opens what the relay sends to it; null for plain RTP.</param>
internal sealed record Leg(IPEndPoint Target, SrtpKey? TheirKey = null, SrtpKey? RelayKey = null)
{
    /// <summary>The payload type of what this end sends.</summary>
    public byte PayloadType { get; init; } = 8;

    /// <summary>A key that both the generator and a relay that takes keys from outside can compute.</summary>
    public static SrtpKey MakeKey(int leg, byte side) =>
        new(
            SrtpSuite.AesCm128HmacSha180,
            [.. Enumerable.Range(0, 30).Select(i => (byte)((leg * 31) + (i * 7) + side))],
            ImmutableArray<byte>.Empty
        );
}
