using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Our key for one suite. Made once for a leg and kept: a new key would restart the peer's rollover counter.</summary>
/// <param name="Suite">A name of <see cref="SrtpSuites"/>.</param>
/// <param name="Key">The key with its lifetime.</param>
public sealed record LocalCrypto(string Suite, CryptoKey Key)
{
    /// <summary>The lifetime that Microsoft documents; RFC 3711 section 9.2 allows SRTCP no more.</summary>
    private const string DefaultLifetime = "2^31";

    /// <summary>Makes a random key for each suite.</summary>
    public static ImmutableArray<LocalCrypto> Generate(params IEnumerable<string> suites) =>
        [
            .. suites.Select(s => new LocalCrypto(
                s,
                new CryptoKey([.. RandomNumberGenerator.GetBytes(SrtpSuites.KeyAndSaltLength(s))], DefaultLifetime, [])
            )),
        ];

    /// <summary>The suite only: keys never reach a log.</summary>
    public override string ToString() => $"LocalCrypto({Suite})";
}
