using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Phones;

/// <summary>Answers to challenges (RFC 7616), apart from the product's own.</summary>
internal sealed partial class PhoneDigest(string user, string password)
{
    private string? _challenge;
    private bool _isProxy;
    private uint _count;

    /// <summary>Takes the challenge of a 401 or 407: SHA-256 before MD5. False: there is none that it knows.</summary>
    public bool Learn(SipResponse response)
    {
        _isProxy = response.StatusCode == 407;
        var challenges = response.Headers.All(_isProxy ? HeaderName.ProxyAuthenticate : HeaderName.WwwAuthenticate).ToList();
        _challenge = challenges.Find(c => AlgorithmOf(c) is "SHA-256") ?? challenges.Find(c => AlgorithmOf(c) is "MD5");
        _count = 0;
        return _challenge is not null;
    }

    /// <summary>The header with the credentials; null before the first challenge.</summary>
    public (string Name, string Value)? For(string method, string uri)
    {
        if (_challenge is not { } challenge)
        {
            return null;
        }
        var (algorithm, realm, nonce) = (AlgorithmOf(challenge), Parameter(challenge, "realm"), Parameter(challenge, "nonce"));
        var count = (++_count).ToString("x8", CultureInfo.InvariantCulture);
        var own = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var secret = Hash(algorithm, $"{user}:{realm}:{password}");
        var answer = Hash(algorithm, $"{secret}:{nonce}:{count}:{own}:auth:{Hash(algorithm, $"{method}:{uri}")}");
        var value =
            $"Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", response=\"{answer}\", "
            + $"algorithm={algorithm}, cnonce=\"{own}\", nc={count}, qop=auth";
        var opaque = Parameter(challenge, "opaque");
        return (_isProxy ? "Proxy-Authorization" : "Authorization", opaque.Length == 0 ? value : $"{value}, opaque=\"{opaque}\"");
    }

    private static string AlgorithmOf(string challenge) => Parameter(challenge, "algorithm") is { Length: > 0 } named ? named : "MD5";

    private static string Parameter(string challenge, string name)
    {
        foreach (Match match in Parameters().Matches(challenge))
        {
            if (match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return match.Groups["value"].Value;
            }
        }
        return "";
    }

    private static string Hash(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#pragma warning disable CA5351 // What RFC 3261 demands of phones.
        return Convert.ToHexStringLower(algorithm is "SHA-256" ? SHA256.HashData(bytes) : MD5.HashData(bytes));
#pragma warning restore CA5351
    }

    [GeneratedRegex(
        """(?<name>\w+)=(?:"(?<value>[^"]*)"|(?<value>[^,\s]+))""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Parameters();
}
