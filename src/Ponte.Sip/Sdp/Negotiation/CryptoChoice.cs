using System.Collections.Immutable;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Chooses among crypto lines (RFC 4568 sections 5.1.2 and 5.1.3).</summary>
internal static class CryptoChoice
{
    /// <summary>The lines that we offer: one per suite with a key, tags from 1.</summary>
    public static ImmutableArray<CryptoAttribute> ForOffer(AudioCapabilities capabilities, LocalMedia local) =>
        capabilities.Srtp == SrtpUse.None
            ? []
            :
            [
                .. capabilities
                    .SrtpSuites.Select(s => local.Keys.FirstOrDefault(k => string.Equals(k.Suite, s, StringComparison.Ordinal)))
                    .OfType<LocalCrypto>()
                    .Select((k, i) => CryptoAttribute.For(i + 1, k.Suite, k.Key)),
            ];

    /// <summary>
    /// The offered line that we accept and our line that answers it, with the same tag. Our order of suites decides, not the offer's:
    /// Teams lists the 32 bit tag first and takes only the 80 bit one.
    /// </summary>
    public static (CryptoAttribute Local, CryptoAttribute Remote)? ForAnswer(
        IEnumerable<CryptoAttribute> offered,
        AudioCapabilities capabilities,
        LocalMedia local
    )
    {
        var usable = offered.Where(IsUsable).ToList();
        foreach (var suite in capabilities.SrtpSuites)
        {
            var key = local.Keys.FirstOrDefault(k => string.Equals(k.Suite, suite, StringComparison.Ordinal));
            if (key is not null && usable.Find(c => string.Equals(c.Suite, suite, StringComparison.Ordinal)) is { } remote)
            {
                return (CryptoAttribute.For(remote.Tag, suite, key.Key), remote);
            }
        }
        return null;
    }

    /// <summary>
    /// The pair that an answer chose. Peers that answer with another tag or with several lines are understood by the suite; one that
    /// names a suite that we did not offer is not.
    /// </summary>
    public static (CryptoAttribute Local, CryptoAttribute Remote)? ForCompletion(
        IEnumerable<CryptoAttribute> offered,
        IEnumerable<CryptoAttribute> answered
    )
    {
        var ours = offered.ToList();
        var theirs = answered.Where(IsUsable).ToList();
        foreach (var remote in theirs)
        {
            if (ours.Find(o => o.Tag == remote.Tag && string.Equals(o.Suite, remote.Suite, StringComparison.Ordinal)) is { } local)
            {
                return (local, remote);
            }
        }
        foreach (var local in ours)
        {
            if (theirs.Find(t => string.Equals(t.Suite, local.Suite, StringComparison.Ordinal)) is { } remote)
            {
                return (local, remote);
            }
        }
        return null;
    }

    /// <summary>One key of the suite's length, and no parameter that changes how packets look.</summary>
    private static bool IsUsable(CryptoAttribute crypto) =>
        crypto.Keys.Length == 1
        && SrtpSuites.KeyAndSaltLength(crypto.Suite) is > 0 and var length
        && crypto.Key.KeyAndSalt.Length == length
        && crypto.SessionParameters.All(IsHarmless);

    // The receiver's window size is advice (RFC 4568 section 6.3.7); a key derivation rate of 2^0 … is not, only 0 is the default.
    private static bool IsHarmless(string parameter) => parameter.StartsWith("WSH=", StringComparison.Ordinal) || parameter is "KDR=0";
}
