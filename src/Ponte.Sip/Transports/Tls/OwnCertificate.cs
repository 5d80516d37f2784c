using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Our certificate with its key, and the others of its file.</summary>
internal sealed class OwnCertificate : IDisposable
{
    private OwnCertificate(X509Certificate2 leaf, X509Certificate2Collection intermediates)
    {
        Leaf = leaf;
        Intermediates = intermediates;
    }

    /// <summary>The certificate that belongs to the key; it holds the key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>The other certificates of the file in their order.</summary>
    public X509Certificate2Collection Intermediates { get; }

    /// <summary>Reads the files of a profile; null when they cannot be used, and the report says why.</summary>
    public static OwnCertificate? Load(TlsProfileOptions profile, CertificateReport report)
    {
        if (PemFile.Read(profile.CertificateFile, out var problem) is not { } pem)
        {
            report.Error(
                CertificateProblemKind.FileUnreadable,
                nameof(TlsProfileOptions.CertificateFile),
                problem,
                "Put the certificate there or change the setting",
                problem
            );
            return null;
        }
        var certificates = PemFile.Certificates(pem);
        if (certificates.Count == 0)
        {
            report.Error(
                CertificateProblemKind.NoCertificate,
                nameof(TlsProfileOptions.CertificateFile),
                $"{profile.CertificateFile} holds no certificate in PEM form",
                "Use the PEM file with your certificate first and its intermediates after it",
                profile.CertificateFile
            );
            return null;
        }
        using var key = LoadKey(profile, pem, report);
        return key is null ? null : Join(profile, certificates, key, report);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var certificate in Intermediates)
        {
            certificate.Dispose();
        }
    }

    private static OwnCertificate? Join(
        TlsProfileOptions profile,
        X509Certificate2Collection certificates,
        RSA key,
        CertificateReport report
    )
    {
        var wanted = key.ExportSubjectPublicKeyInfo();
        var plain = certificates.FirstOrDefault(c => c.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(wanted));
        if (plain is null)
        {
            report.Error(
                CertificateProblemKind.KeyDoesNotMatch,
                KeySetting(profile),
                $"the key does not belong to the certificate of {profile.CertificateFile}",
                "Use the key with which the certificate was requested",
                profile.CertificateFile
            );
            return null;
        }
        if (key.KeySize < CertificateCheck.MinKeyBits)
        {
            report.Error(
                CertificateProblemKind.KeyTooShort,
                KeySetting(profile),
                $"the key has {key.KeySize} bits, at least {CertificateCheck.MinKeyBits} are needed",
                "Get a certificate for a longer key",
                $"{key.KeySize}"
            );
            return null;
        }
        certificates.Remove(plain);
        using (plain)
        {
            return new OwnCertificate(plain.CopyWithPrivateKey(key), certificates);
        }
    }

    private static RSA? LoadKey(TlsProfileOptions profile, string certificatePem, CertificateReport report)
    {
        var pem = certificatePem;
        if (profile.KeyFile.Length > 0)
        {
            pem = PemFile.Read(profile.KeyFile, out var problem);
            if (pem is null)
            {
                report.Error(
                    CertificateProblemKind.FileUnreadable,
                    KeySetting(profile),
                    problem,
                    "Put the key there or change the setting",
                    problem
                );
                return null;
            }
        }
        switch (PemFile.KeyLabel(pem))
        {
            case null:
                report.Error(
                    CertificateProblemKind.NoKey,
                    KeySetting(profile),
                    $"{KeyPath(profile)} holds no private key in PEM form",
                    "Name the file with the private key",
                    KeyPath(profile)
                );
                return null;
            case "ENCRYPTED PRIVATE KEY":
                report.Error(
                    CertificateProblemKind.KeyEncrypted,
                    KeySetting(profile),
                    $"the private key of {KeyPath(profile)} is encrypted",
                    "Store it without a password: openssl rsa -in key.pem -out plain.pem",
                    KeyPath(profile)
                );
                return null;
            default:
                return ImportKey(profile, pem, report);
        }
    }

    private static RSA? ImportKey(TlsProfileOptions profile, string pem, CertificateReport report)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            report.Error(
                CertificateProblemKind.KeyNotRsa,
                KeySetting(profile),
                $"the private key of {KeyPath(profile)} is not an RSA key",
                "Microsoft's side offers RSA suites only: get a certificate for an RSA key of 2048 bits or more",
                KeyPath(profile)
            );
            return null;
        }
    }

    private static string KeySetting(TlsProfileOptions profile) =>
        profile.KeyFile.Length > 0 ? nameof(TlsProfileOptions.KeyFile) : nameof(TlsProfileOptions.CertificateFile);

    private static string KeyPath(TlsProfileOptions profile) => profile.KeyFile.Length > 0 ? profile.KeyFile : profile.CertificateFile;
}
