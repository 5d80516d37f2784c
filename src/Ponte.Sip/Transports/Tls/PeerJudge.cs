using System.Collections.Immutable;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Judges the certificate that a peer presents in one handshake, and keeps the verdict in words.</summary>
/// <param name="isServer">Whether the peer is the server of the connection.</param>
/// <param name="isDemanded">Whether the handshake fails without a trusted certificate.</param>
/// <param name="names">The names of which the certificate must be for one; empty for any.</param>
/// <param name="now">The current time.</param>
internal sealed class PeerJudge(bool isServer, bool isDemanded, ImmutableArray<string> names, DateTimeOffset now)
{
    /// <summary>What the peer presented; null when nothing.</summary>
    public TlsPeer? Peer { get; private set; }

    /// <summary>Why the peer is refused.</summary>
    public TlsRefusal Refusal { get; private set; }

    /// <summary>The refusal in words.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The callback of <see cref="SslStream"/>; the chain was built with <see cref="PeerChain.Policy"/>.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf || chain is null)
        {
            return !isDemanded || Refuse(TlsRefusal.NoCertificate, "no certificate was presented");
        }
        var (refusal, problem) = JudgeChain(leaf, chain);
        var presented = CertificateText.Names(leaf);
        Peer = new TlsPeer
        {
            Subject = leaf.Subject,
            Issuer = leaf.Issuer,
            Names = presented,
            NotAfter = new DateTimeOffset(leaf.NotAfter.ToUniversalTime(), TimeSpan.Zero),
            IsTrusted = refusal == TlsRefusal.None,
            Problem = problem,
        };
        if (!isDemanded)
        {
            return true;
        }
        if (refusal != TlsRefusal.None)
        {
            return Refuse(refusal, problem);
        }
        return names.IsEmpty
            || names.Any(n => CertificateNames.Match(presented, n))
            || Refuse(
                TlsRefusal.WrongName,
                $"the certificate is for {string.Join(", ", presented.Take(10))}, not for {string.Join(" or ", names)}"
            );
    }

    private bool Refuse(TlsRefusal refusal, string problem)
    {
        Refusal = refusal;
        Problem = problem;
        return false;
    }

    private (TlsRefusal Refusal, string Problem) JudgeChain(X509Certificate2 leaf, X509Chain chain)
    {
        var statuses = PeerChain.Statuses(chain);
        if (!isServer)
        {
            // clientAuth is not asked for: see PeerChain.
            statuses &= ~X509ChainStatusFlags.NotValidForUsage;
        }
        if (statuses == X509ChainStatusFlags.NoError)
        {
            return (TlsRefusal.None, "");
        }
        if ((statuses & X509ChainStatusFlags.PartialChain) != 0)
        {
            var last = chain.ChainElements.Count > 0 ? chain.ChainElements[^1].Certificate : leaf;
            return (
                TlsRefusal.Untrusted,
                $"its issuer \"{last.Issuer}\" is not trusted and no intermediate certificate that leads to a trusted one was sent"
            );
        }
        if ((statuses & X509ChainStatusFlags.UntrustedRoot) != 0)
        {
            return (TlsRefusal.Untrusted, $"its root \"{chain.ChainElements[^1].Certificate.Subject}\" is not trusted");
        }
        if ((statuses & X509ChainStatusFlags.NotTimeValid) != 0)
        {
            return JudgeTime(chain);
        }
        if ((statuses & X509ChainStatusFlags.NotValidForUsage) != 0)
        {
            return (TlsRefusal.WrongUsage, "the certificate may not be used by a server");
        }
        return (TlsRefusal.BadChain, $"the certificate chain is broken: {statuses}");
    }

    private (TlsRefusal Refusal, string Problem) JudgeTime(X509Chain chain)
    {
        foreach (var element in chain.ChainElements)
        {
            var certificate = element.Certificate;
            var who = element == chain.ChainElements[0] ? "the certificate" : $"the issuer's certificate \"{certificate.Subject}\"";
            if (certificate.NotAfter.ToUniversalTime() < now.UtcDateTime)
            {
                return (TlsRefusal.Expired, $"{who} expired on {Day(certificate.NotAfter)}");
            }
            if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
            {
                return (TlsRefusal.NotYetValid, $"{who} is not valid before {Day(certificate.NotBefore)}");
            }
        }
        return (TlsRefusal.Expired, "a certificate of the chain is not valid now");
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
