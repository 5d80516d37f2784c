namespace Ponte.Sip.Authentication;

/// <summary>
/// One request on its way through challenges. It answers a challenge when that can help, and never twice one that refused
/// the same credentials (RFC 3261 22.2): a wrong password would otherwise lock the account.
/// </summary>
internal sealed class DigestExchange(DigestClient client)
{
    /// <summary>Stale nonces in a row before the server is taken for broken.</summary>
    private const int MaximumRounds = 5;

    private readonly List<(bool Proxy, string Realm)> _answered = [];
    private readonly List<string> _sent = [];
    private int _rounds;

    /// <summary>The values for Authorization (proxy false) and Proxy-Authorization (proxy true) of the request's next sending.</summary>
    public IEnumerable<(bool Proxy, string Value)> Authorize(string method, string uri)
    {
        foreach (var (proxy, nonce, value) in client.Authorize(method, uri))
        {
            _sent.Add(nonce);
            yield return (proxy, value);
        }
    }

    /// <summary>
    /// Learns from the challenges of a 401 or 407. True: send the request again with what <see cref="Authorize"/> gives.
    /// </summary>
    /// <param name="values">The values of WWW-Authenticate or Proxy-Authenticate, one challenge each.</param>
    /// <param name="proxy">Whether the response was a 407.</param>
    public bool Answer(IEnumerable<string> values, bool proxy)
    {
        if (++_rounds > MaximumRounds)
        {
            return false;
        }
        var answerable = false;
        foreach (var challenge in Strongest(values))
        {
            var key = (proxy, challenge.Realm);
            var refused = _sent.Contains(challenge.Nonce) || (_answered.Contains(key) && !challenge.Stale);
            if (refused)
            {
                return false; // credentials computed for this request were refused
            }
            client.Learn(challenge, proxy);
            _answered.Add(key);
            answerable = true;
        }
        return answerable;
    }

    /// <summary>For each realm the strongest challenge that can be answered; the server's order decides between equals.</summary>
    private static List<DigestChallenge> Strongest(IEnumerable<string> values)
    {
        var chosen = new List<DigestChallenge>();
        foreach (var value in values)
        {
            if (DigestChallenge.Parse(value) is not { } challenge)
            {
                continue;
            }
            var index = chosen.FindIndex(c => string.Equals(c.Realm, challenge.Realm, StringComparison.Ordinal));
            if (index < 0)
            {
                chosen.Add(challenge);
            }
            else if (challenge.Algorithm > chosen[index].Algorithm)
            {
                chosen[index] = challenge;
            }
        }
        return chosen;
    }
}
