using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>What a profile's files held when they were read. Never changes; a changed file makes another.</summary>
internal sealed class TlsMaterial
{
    private TlsMaterial(TlsProfileOptions profile, SslStreamCertificateContext? own, X509Certificate2Collection? anchors)
    {
        Own = own;
        Anchors = anchors;
        Versions = profile.Tls12Only ? SslProtocols.Tls12 : SslProtocols.Tls12 | SslProtocols.Tls13;
    }

    /// <summary>Our certificate with its chain; null when we have none.</summary>
    public SslStreamCertificateContext? Own { get; }

    /// <summary>The roots that we trust; null for the system's.</summary>
    public X509Certificate2Collection? Anchors { get; }

    /// <summary>The protocol versions that are spoken.</summary>
    public SslProtocols Versions { get; }

    /// <summary>Reads a profile's files; null when they cannot be used, and the report says why.</summary>
    public static TlsMaterial? Load(TlsProfileOptions profile, CertificateReport report)
    {
        var anchors = TrustAnchors.Load(profile, report);
        if (profile.CertificateFile.Length == 0)
        {
            return anchors is null ? null : new TlsMaterial(profile, null, anchors.Certificates);
        }
        var own = OwnCertificate.Load(profile, report);
        if (own is null || anchors is null)
        {
            own?.Dispose();
            return null;
        }
        // Offline: the chain is what the file holds, nothing is fetched. The context keeps the certificates in use.
        return new TlsMaterial(
            profile,
            SslStreamCertificateContext.Create(own.Leaf, own.Intermediates, offline: true),
            anchors.Certificates
        );
    }

    /// <summary>The names, lengths and dates of a profile's files: differs when one has changed.</summary>
    public static string Stamp(TlsProfileOptions profile) =>
        string.Join('\n', Files(profile).Select(path => string.Create(CultureInfo.InvariantCulture, $"{path} {PemFile.Stamp(path)}")));

    private static IEnumerable<string> Files(TlsProfileOptions profile) =>
        new[] { profile.CertificateFile, profile.KeyFile }
            .Concat(profile.TrustAnchors.Length > 0 ? TrustAnchors.Files(profile.TrustAnchors) : [])
            .Where(f => f.Length > 0);
}
