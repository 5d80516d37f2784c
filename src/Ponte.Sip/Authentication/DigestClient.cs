using System.Globalization;
using System.Security.Cryptography;

namespace Ponte.Sip.Authentication;

/// <summary>
/// The client's memory of one account: the challenges it has answered and how often, so that later requests carry
/// credentials at once and save a round trip (RFC 7616 3.4, nonce count). Lives on one loop; not thread-safe.
/// </summary>
internal sealed class DigestClient(Credentials credentials)
{
    /// <summary>Realms on one path: a proxy's and the server's. More than this come from a peer that means no good.</summary>
    private const int MaximumRealms = 4;

    private readonly List<Realm> _realms = [];

    /// <summary>Takes a challenge of a 401 (<paramref name="proxy"/> false) or 407 (true).</summary>
    public void Learn(DigestChallenge challenge, bool proxy)
    {
        var index = _realms.FindIndex(r => r.Proxy == proxy && string.Equals(r.Challenge.Realm, challenge.Realm, StringComparison.Ordinal));
        if (index >= 0)
        {
            _realms.RemoveAt(index);
        }
        else if (_realms.Count == MaximumRealms)
        {
            _realms.RemoveAt(0);
        }
        _realms.Add(new Realm(challenge, proxy, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))));
    }

    /// <summary>The values for Authorization (proxy false) and Proxy-Authorization (proxy true) of the next request.</summary>
    public IEnumerable<(bool Proxy, string Nonce, string Value)> Authorize(string method, string uri)
    {
        foreach (var realm in _realms)
        {
            yield return (realm.Proxy, realm.Challenge.Nonce, realm.Answer(credentials, method, uri));
        }
    }

    private sealed class Realm(DigestChallenge challenge, bool proxy, string clientNonce)
    {
        private uint _count;

        public DigestChallenge Challenge => challenge;

        public bool Proxy => proxy;

        public string Answer(Credentials credentials, string method, string uri)
        {
            var count = (++_count).ToString("x8", CultureInfo.InvariantCulture);
            var qop = challenge.Qop ? "auth" : null;
            var input = new DigestInput(challenge.Algorithm, challenge.Realm, challenge.Nonce, method, uri, qop, count, clientNonce);
            var response = DigestHash.Response(input, credentials);
            // The order and quoting of RFC 7616 3.9.1; nc, qop and algorithm are tokens without quotes.
            var value =
                $"Digest username={Quote(credentials.User)}, realm={Quote(challenge.Realm)}, nonce={Quote(challenge.Nonce)}, "
                + $"uri={Quote(uri)}, response=\"{response}\"";
            value += challenge.AlgorithmText is null ? "" : $", algorithm={DigestHash.Name(challenge.Algorithm)}";
            // A session key needs the cnonce even in the old form without qop.
            value += qop is null ? SessionNonce() : $", cnonce=\"{clientNonce}\", nc={count}, qop={qop}";
            return challenge.Opaque is null ? value : value + $", opaque={Quote(challenge.Opaque)}";
        }

        private string SessionNonce() =>
            challenge.Algorithm is DigestAlgorithm.Md5Sess or DigestAlgorithm.Sha256Sess ? $", cnonce=\"{clientNonce}\"" : "";

        private static string Quote(string text) =>
            $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
