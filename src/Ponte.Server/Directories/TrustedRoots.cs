using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Server.Directories;

/// <summary>Loads the root certificates that the document names for a directory.</summary>
internal static class TrustedRoots
{
    /// <summary>A policy that trusts just these roots; null with the reason where there are none.</summary>
    /// <param name="path">A PEM file, or a folder of them.</param>
    /// <param name="failure">What is wrong with it, one line for a person.</param>
    public static X509ChainPolicy? Load(string path, out string failure)
    {
        failure = "";
        try
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            foreach (var file in Directory.Exists(path) ? Directory.EnumerateFiles(path) : [path])
            {
                policy.CustomTrustStore.ImportFromPemFile(file);
            }
            if (policy.CustomTrustStore.Count > 0)
            {
                return policy;
            }
            failure = $"trustAnchors {path} holds no certificate in PEM form";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            failure = $"trustAnchors {path} cannot be read: {e.Message}";
        }
        return null;
    }
}
