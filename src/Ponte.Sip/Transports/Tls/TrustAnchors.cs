using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>The roots that a profile trusts.</summary>
internal sealed class TrustAnchors
{
    private static readonly string[] Extensions = [".pem", ".crt", ".cer"];

    private TrustAnchors(X509Certificate2Collection? certificates) => Certificates = certificates;

    /// <summary>The roots; null for those of the system.</summary>
    public X509Certificate2Collection? Certificates { get; }

    /// <summary>Reads the roots of a profile; null when there is none to be read, and the report says why.</summary>
    public static TrustAnchors? Load(TlsProfileOptions profile, CertificateReport report)
    {
        if (profile.TrustAnchors.Length == 0)
        {
            return new TrustAnchors(null);
        }
        var certificates = new X509Certificate2Collection();
        foreach (var path in Files(profile.TrustAnchors))
        {
            if (PemFile.Read(path, out var problem) is { } pem)
            {
                certificates.AddRange(PemFile.Certificates(pem));
            }
            else
            {
                report.Error(
                    CertificateProblemKind.FileUnreadable,
                    nameof(TlsProfileOptions.TrustAnchors),
                    problem,
                    "Put the roots there or change the setting",
                    problem
                );
                return null;
            }
        }
        if (certificates.Count == 0)
        {
            report.Error(
                CertificateProblemKind.NoTrustAnchors,
                nameof(TlsProfileOptions.TrustAnchors),
                $"{profile.TrustAnchors} holds no certificate in PEM form",
                "Put the roots that you trust there, or leave the setting empty for the system's",
                profile.TrustAnchors
            );
            return null;
        }
        return new TrustAnchors(certificates);
    }

    /// <summary>The files that a setting names: itself, or the certificate files of the folder in the order of their names.</summary>
    public static IReadOnlyList<string> Files(string setting) =>
        Directory.Exists(setting)
            ?
            [
                .. Directory
                    .EnumerateFiles(setting)
                    .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal),
            ]
            : [setting];
}
