using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Simulator.Certificates;

/// <summary>
/// The certificates of a demonstration in one folder: ours (<c>sbc.pem</c>, <c>sbc.key</c>) from an authority that the simulated Microsoft trusts
/// (<c>sbc-ca.pem</c>), and the simulated Microsoft's (<c>microsoft.pem</c>, <c>microsoft.key</c>) from another one (<c>microsoft-ca.pem</c>).
/// </summary>
/// <param name="Folder">Where they are.</param>
public sealed record DemoCertificates(string Folder)
{
    private static readonly TimeSpan Margin = TimeSpan.FromDays(7);

    /// <summary>Our certificate with its intermediate one.</summary>
    public string SbcCertificate => Path.Combine(Folder, "sbc.pem");

    /// <summary>Our key.</summary>
    public string SbcKey => Path.Combine(Folder, "sbc.key");

    /// <summary>The root that the simulated Microsoft trusts.</summary>
    public string SbcAuthority => Path.Combine(Folder, "sbc-ca.pem");

    /// <summary>The simulated Microsoft's certificate with its intermediate one.</summary>
    public string MicrosoftCertificate => Path.Combine(Folder, "microsoft.pem");

    /// <summary>The simulated Microsoft's key.</summary>
    public string MicrosoftKey => Path.Combine(Folder, "microsoft.key");

    /// <summary>The root that we trust on the Teams side.</summary>
    public string MicrosoftAuthority => Path.Combine(Folder, "microsoft-ca.pem");

    /// <summary>Makes the folder and what is missing in it; certificates that are for other names or expire within a week are made anew.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sbcNames">Our names.</param>
    /// <param name="microsoftNames">The names of the simulated hubs.</param>
    /// <param name="now">The current time.</param>
    public static DemoCertificates Ensure(
        string folder,
        ImmutableArray<string> sbcNames,
        ImmutableArray<string> microsoftNames,
        DateTimeOffset now
    )
    {
        var certificates = new DemoCertificates(folder);
        Directory.CreateDirectory(folder);
        if (!Serves(certificates.SbcCertificate, certificates.SbcKey, certificates.SbcAuthority, sbcNames, now))
        {
            Make(folder, "sbc", "Ponte demo", sbcNames, now);
        }
        if (!Serves(certificates.MicrosoftCertificate, certificates.MicrosoftKey, certificates.MicrosoftAuthority, microsoftNames, now))
        {
            Make(folder, "microsoft", "Simulated Microsoft", microsoftNames, now);
        }
        return certificates;
    }

    private static void Make(string folder, string file, string authorityName, ImmutableArray<string> names, DateTimeOffset now)
    {
        using var authority = new TestAuthority(authorityName, now);
        File.WriteAllText(Path.Combine(folder, $"{file}-ca.pem"), authority.RootPem + "\n");
        authority.Issue(new CertificateOrder { Names = names }).Write(folder, file);
    }

    private static bool Serves(
        string certificateFile,
        string keyFile,
        string authorityFile,
        ImmutableArray<string> names,
        DateTimeOffset now
    )
    {
        if (!File.Exists(certificateFile) || !File.Exists(keyFile) || !File.Exists(authorityFile))
        {
            return false;
        }
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
            return certificate.NotAfter.ToUniversalTime() > (now + Margin).UtcDateTime
                && names.All(n => certificate.MatchesHostname(n, allowWildcards: false, allowCommonName: false));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
