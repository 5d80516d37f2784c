using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Server.Settings;

/// <summary>Looks at the certificate files before anything depends on them.</summary>
internal static class CertificateCheck
{
    private const int MinRsaBits = 2048;

    /// <summary>Tells everything that is wrong with certificate and key.</summary>
    /// <param name="settings">The files.</param>
    /// <param name="names">The names that peers will look for, each with the reason why.</param>
    /// <param name="now">Wall-clock time.</param>
    public static ImmutableArray<SettingsError> Check(
        TlsSettings settings,
        IEnumerable<(string Name, string Reason)> names,
        DateTimeOffset now
    )
    {
        if (Unreadable(SettingNames.Certificate, settings.Certificate) is { } certificateError)
        {
            return [certificateError];
        }
        if (Unreadable(SettingNames.Key, settings.Key) is { } keyError)
        {
            return [keyError];
        }
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPemFile(settings.Certificate, settings.Key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException)
        {
            return
            [
                Error(
                    SettingNames.Certificate,
                    settings.Certificate,
                    $"cannot be used with the key {settings.Key} ({e.Message}); give a PEM certificate and its own, unencrypted PEM key"
                ),
            ];
        }
        using (certificate)
        {
            return [.. Check(certificate, settings, names, now)];
        }
    }

    private static IEnumerable<SettingsError> Check(
        X509Certificate2 certificate,
        TlsSettings settings,
        IEnumerable<(string Name, string Reason)> names,
        DateTimeOffset now
    )
    {
        var notAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var notBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        if (now > notAfter)
        {
            yield return Error(
                SettingNames.Certificate,
                settings.Certificate,
                string.Create(CultureInfo.InvariantCulture, $"expired at {notAfter:u}; renew it and replace the file")
            );
        }
        if (now < notBefore)
        {
            yield return Error(
                SettingNames.Certificate,
                settings.Certificate,
                string.Create(CultureInfo.InvariantCulture, $"is valid only from {notBefore:u}; correct this machine's clock, or wait")
            );
        }
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null && rsa.KeySize < MinRsaBits)
        {
            yield return Error(
                SettingNames.Certificate,
                settings.Certificate,
                string.Create(CultureInfo.InvariantCulture, $"has an RSA key of {rsa.KeySize} bits; give one of at least {MinRsaBits}")
            );
        }
        foreach (var (name, reason) in names.Where(n => !certificate.MatchesHostname(n.Name)))
        {
            yield return Error(
                SettingNames.Certificate,
                settings.Certificate,
                $"is for {string.Join(", ", NamesOf(certificate))}, not for {name}, which {reason}; use a certificate that holds this name"
            );
        }
    }

    /// <summary>The names that a certificate is for.</summary>
    public static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate
            .Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .ToList();
        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
    }

    private static SettingsError? Unreadable(string setting, string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error(setting, path, "is not there; put the PEM file there, or correct the path");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Error(setting, path, $"cannot be read ({e.Message}); let the account that runs ponte read it");
        }
    }

    private static SettingsError Error(string setting, string path, string message) => new(setting, path, "", message);
}
