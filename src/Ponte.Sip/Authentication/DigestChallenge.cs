namespace Ponte.Sip.Authentication;

/// <summary>A digest challenge that can be answered: known algorithm, and <c>auth</c> among the qop values or none given.</summary>
/// <param name="Algorithm">The hash.</param>
/// <param name="AlgorithmText">The algorithm as the server wrote it, null when it wrote none.</param>
/// <param name="Realm">The realm.</param>
/// <param name="Nonce">The nonce.</param>
/// <param name="Opaque">What must be given back unchanged, or null.</param>
/// <param name="Qop">Whether the server knows qop <c>auth</c>.</param>
/// <param name="Stale">The earlier answer was right but its nonce too old.</param>
internal sealed record DigestChallenge(
    DigestAlgorithm Algorithm,
    string? AlgorithmText,
    string Realm,
    string Nonce,
    string? Opaque,
    bool Qop,
    bool Stale
)
{
    /// <summary>Reads a value of WWW-Authenticate or Proxy-Authenticate; null when it cannot be answered.</summary>
    public static DigestChallenge? Parse(string text)
    {
        if (AuthenticationParameters.Parse(text) is not { } parameters)
        {
            return null;
        }
        var qop = parameters["qop"];
        var auth = qop is not null && HasAuth(qop);
        if (
            !parameters.Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase)
            || DigestHash.Parse(parameters["algorithm"]) is not { } algorithm
            || parameters["realm"] is not { } realm
            || parameters["nonce"] is not { } nonce
            || (qop is not null && !auth)
        )
        {
            return null;
        }
        var stale = string.Equals(parameters["stale"], "true", StringComparison.OrdinalIgnoreCase);
        return new DigestChallenge(algorithm, parameters["algorithm"], realm, nonce, parameters["opaque"], auth, stale);
    }

    private static bool HasAuth(string qop)
    {
        foreach (var range in qop.AsSpan().Split(','))
        {
            if (qop.AsSpan(range).Trim().Equals("auth", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
