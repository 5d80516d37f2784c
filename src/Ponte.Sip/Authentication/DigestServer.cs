using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Authentication;

/// <summary>
/// Digest as server (RFC 7616, RFC 8760): challenges with SHA-256 and MD5, and checks what comes back. Not thread-safe: one per
/// loop, all with the same key or a key each.
/// </summary>
/// <remarks>
/// A nonce is its time, a serial number and an HMAC over both, so it needs no memory until a right answer used it; floods of
/// wrong answers leave nothing behind. Counts of used nonces are kept in a window, so requests may overtake each other but
/// none counts twice. A nonce may be bound to whom it was given: others cannot use it, and a wrong answer to it is certain to come from there.
/// </remarks>
public sealed class DigestServer
{
    /// <summary>What a user that does not exist is checked against, so that it costs what a wrong password costs. It is never right.</summary>
    private const string PasswordOfNobody = "7f1c0b5e9d2a4836";

    private readonly DigestServerOptions _options;
    private readonly string _realm;
    private readonly NonceMint _mint;
    private readonly NonceLedger _ledger;

    /// <summary>Creates a server for a realm.</summary>
    /// <param name="realm">The realm; the same for all users whose passwords are checked here.</param>
    /// <param name="key">Secret of the nonces, at least 32 bytes; random when it need not outlive the process.</param>
    /// <param name="options">Settings.</param>
    public DigestServer(string realm, ReadOnlyMemory<byte> key, DigestServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32, nameof(key));
        _realm = realm;
        _options = options;
        _mint = new NonceMint(key);
        _ledger = new NonceLedger(options.MaximumNonces);
    }

    /// <summary>The values of WWW-Authenticate or Proxy-Authenticate, preferred first (RFC 8760 2.4).</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="stale">The credentials were made with a nonce that is not good any more.</param>
    /// <param name="recipient">Whom the nonce is for, such as an address: it is good only in a check for the same; empty for anybody.</param>
    /// <param name="isMd5Only">Leaves SHA-256 out, for clients that take fright at an algorithm they do not know instead of passing it over.</param>
    public IReadOnlyList<string> Challenge(Instant now, bool stale = false, string recipient = "", bool isMd5Only = false)
    {
        var nonce = _mint.Make(now, recipient);
        var end = stale ? ", stale=true" : "";
        var md5 = $"Digest realm=\"{_realm}\", nonce=\"{nonce}\", algorithm=MD5, qop=\"auth\"{end}";
        return isMd5Only ? [md5] : [$"Digest realm=\"{_realm}\", nonce=\"{nonce}\", algorithm=SHA-256, qop=\"auth\"{end}", md5];
    }

    /// <summary>Checks the credentials of a request.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="requestUri">The Request-URI as it came.</param>
    /// <param name="values">The values of Authorization or Proxy-Authorization.</param>
    /// <param name="password">Gives the password of a user, null when there is none of that name.</param>
    /// <param name="now">The current instant.</param>
    /// <param name="sender">Who sent them, as in <see cref="Challenge"/>.</param>
    public DigestVerdict Check(
        string method,
        string requestUri,
        IEnumerable<string> values,
        Func<string, string?> password,
        Instant now,
        string sender = ""
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(password);
        foreach (var value in values)
        {
            var parameters = AuthenticationParameters.Parse(value);
            if (parameters is null)
            {
                return new DigestVerdict(DigestResult.Malformed, "");
            }
            var digest = parameters.Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase);
            if (digest && string.Equals(parameters["realm"], _realm, StringComparison.Ordinal))
            {
                return Check(method, requestUri, parameters, password, now, sender);
            }
        }
        return new DigestVerdict(DigestResult.Missing, "");
    }

    private DigestVerdict Check(
        string method,
        string requestUri,
        AuthenticationParameters given,
        Func<string, string?> password,
        Instant now,
        string sender
    )
    {
        var user = given["username"] ?? "";
        if (
            given["nonce"] is not { } nonce
            || given["response"] is not { } response
            || given["uri"] is not { } uri
            || DigestHash.Parse(given["algorithm"]) is not { } algorithm
            || algorithm is DigestAlgorithm.Md5Sess or DigestAlgorithm.Sha256Sess
            || !string.Equals(uri, requestUri, StringComparison.Ordinal)
            || !ReadCount(given, out var count)
        )
        {
            return new DigestVerdict(DigestResult.Malformed, user);
        }
        // The nonce first: whoever answers to one that was not given to him learns nothing of the password.
        if (!_mint.TryRead(nonce, sender, out var made) || now - made.At > _options.NonceLifetime)
        {
            return new DigestVerdict(DigestResult.Stale, user);
        }
        var input = new DigestInput(algorithm, _realm, nonce, method, uri, given["qop"], given["nc"] ?? "", given["cnonce"] ?? "");
        // The answer to a name that nobody has must not come sooner than to a wrong password.
        var known = password(user);
        var expected = DigestHash.Response(input, new Credentials(user, known ?? PasswordOfNobody));
        var right = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected),
            Encoding.UTF8.GetBytes(response.ToLowerInvariant())
        );
        if (!right || known is null)
        {
            return new DigestVerdict(DigestResult.Wrong, user);
        }
        return new DigestVerdict(_ledger.TryUse(made, count) ? DigestResult.Accepted : DigestResult.Stale, user);
    }

    /// <summary>The nonce count; 1 in the old form without qop, whose nonce is therefore good once.</summary>
    private static bool ReadCount(AuthenticationParameters given, out uint count)
    {
        if (given["qop"] is { } qop)
        {
            return uint.TryParse(given["nc"], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out count)
                && count > 0
                && qop.Equals("auth", StringComparison.OrdinalIgnoreCase)
                && given["cnonce"] is not null;
        }
        count = 1;
        return true;
    }
}
