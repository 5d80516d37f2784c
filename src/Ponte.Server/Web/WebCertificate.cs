using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ponte.Server.Hosting;
using Ponte.Server.Settings;

namespace Ponte.Server.Web;

/// <summary>The certificate of the pages: from files, or made by ourselves for trials.</summary>
internal static class WebCertificate
{
    private const string FileName = "pages.pfx";
    private const int Days = 397;

    /// <summary>The certificate.</summary>
    /// <exception cref="StartException">The files cannot be used.</exception>
    public static X509Certificate2 Load(HttpSettings http, string dataFolder)
    {
        try
        {
            return http.SelfMade
                ? SelfMade(Path.Combine(dataFolder, FileName), http.Address.Address)
                : X509Certificate2.CreateFromPemFile(http.Certificate, http.Key);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"Http:Certificate \"{http.Certificate}\", Http:Key \"{http.Key}\": cannot be used ({e.Message}); give PEM files that belong together",
                e
            );
        }
    }

    /// <summary>Kept in a file, so that a browser asks once.</summary>
    private static X509Certificate2 SelfMade(string path, IPAddress address)
    {
        if (File.Exists(path))
        {
            var kept = X509CertificateLoader.LoadPkcs12FromFile(path, null);
            if (kept.NotAfter > TimeProvider.System.GetUtcNow().UtcDateTime)
            {
                return kept;
            }
            kept.Dispose();
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Ponte", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Dns.GetHostName());
        names.AddIpAddress(IPAddress.Loopback);
        if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
        {
            names.AddIpAddress(address);
        }
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(Days));
        var bytes = made.Export(X509ContentType.Pkcs12);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        FileModes.MakePrivate(path);
        return X509CertificateLoader.LoadPkcs12(bytes, null);
    }
}
