using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ponte.Sip.Transports.Tls;

namespace Ponte.Sip.Transports;

/// <summary>Judges certificate, key and trust anchors of a TLS profile before a peer does.</summary>
public static class CertificateCheck
{
    /// <summary>The shortest RSA key that is taken; below, peers refuse it.</summary>
    public const int MinKeyBits = 2048;

    // RFC 5280 section 4.2.1.12
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string AnyUsage = "2.5.29.37.0";

    /// <summary>From when on an end is warned of. 30 days: when Microsoft's admin centre warns.</summary>
    public static readonly TimeSpan SoonExpiry = TimeSpan.FromDays(30);

    /// <summary>Reads the files of a profile and names everything that is wrong with them, all at once.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="host">The host name that peers know us by; empty when there is none to compare.</param>
    /// <param name="now">The current time.</param>
    public static ImmutableArray<CertificateProblem> Run(TlsProfileOptions profile, string host, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(host);
        var report = new CertificateReport(profile.Name);
        var anchors = TrustAnchors.Load(profile, report);
        if (profile.CertificateFile.Length > 0 && OwnCertificate.Load(profile, report) is { } own)
        {
            using (own)
            {
                CheckTime(own.Leaf, now, report);
                CheckName(own.Leaf, host, report);
                CheckUsage(own.Leaf, report);
                CheckChain(own, anchors, now, report);
            }
        }
        return report.ToProblems();
    }

    private static void CheckTime(X509Certificate2 leaf, DateTimeOffset now, CertificateReport report)
    {
        var from = new DateTimeOffset(leaf.NotBefore.ToUniversalTime(), TimeSpan.Zero);
        var until = new DateTimeOffset(leaf.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        if (now > until)
        {
            report.Error(
                CertificateProblemKind.Expired,
                nameof(TlsProfileOptions.CertificateFile),
                $"the certificate expired on {Day(until)}",
                "Renew it",
                Day(until)
            );
        }
        else if (now < from)
        {
            report.Error(
                CertificateProblemKind.NotYetValid,
                nameof(TlsProfileOptions.CertificateFile),
                $"the certificate is valid from {Day(from)} on, and it is {Day(now)}",
                "Set this machine's clock or wait",
                Day(from),
                Day(now)
            );
        }
        else if (until - now <= SoonExpiry)
        {
            report.Warning(
                CertificateProblemKind.ExpiresSoon,
                nameof(TlsProfileOptions.CertificateFile),
                $"the certificate expires on {Day(until)}",
                "Renew it; the new file is taken without a restart",
                Day(until)
            );
        }
    }

    private static void CheckName(X509Certificate2 leaf, string host, CertificateReport report)
    {
        var names = CertificateText.Names(leaf);
        if (host.Length > 0 && !CertificateNames.Match(names, host))
        {
            report.Error(
                CertificateProblemKind.NameDoesNotMatch,
                nameof(TlsProfileOptions.CertificateFile),
                $"the certificate is for {string.Join(", ", names)}, not for {host}",
                $"Get one for {host}; a wildcard stands for one label only",
                string.Join(", ", names),
                host
            );
        }
    }

    /// <summary>A certificate that names its usages must name servers; clients are no longer asked for, as public authorities do not say so any more.</summary>
    private static void CheckUsage(X509Certificate2 leaf, CertificateReport report)
    {
        var usages = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages;
        if (usages is not null && usages[ServerUsage] is null && usages[AnyUsage] is null)
        {
            report.Error(
                CertificateProblemKind.UsageMissing,
                nameof(TlsProfileOptions.CertificateFile),
                "the certificate may not be used by servers: its extended key usages lack serverAuth",
                "Get one for TLS servers"
            );
        }
    }

    private static void CheckChain(OwnCertificate own, TrustAnchors? anchors, DateTimeOffset now, CertificateReport report)
    {
        // Judged with the system's roots and the profile's own: either may be what our peers trust.
        var known = PeerChain.Statuses(own.Leaf, own.Intermediates, null, now);
        if (anchors?.Certificates is { } more)
        {
            known &= PeerChain.Statuses(own.Leaf, own.Intermediates, more, now);
        }
        if ((known & X509ChainStatusFlags.PartialChain) != 0)
        {
            report.Warning(
                CertificateProblemKind.ChainIncomplete,
                nameof(TlsProfileOptions.CertificateFile),
                $"the issuer \"{own.Intermediates.LastOrDefault(own.Leaf).Issuer}\" is neither in the file nor a known root",
                "Append the intermediate certificates; with an authority of your own, peers must have its root",
                own.Intermediates.LastOrDefault(own.Leaf).Issuer
            );
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
