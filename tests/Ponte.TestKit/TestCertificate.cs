namespace Ponte.TestKit;

/// <summary>A certificate that a <see cref="TestAuthority"/> issued, in PEM form.</summary>
/// <param name="LeafPem">The certificate alone.</param>
/// <param name="ChainPem">Its intermediates, without the root.</param>
/// <param name="KeyPem">The private key.</param>
public sealed record TestCertificate(string LeafPem, string ChainPem, string KeyPem)
{
    /// <summary>Writes the certificate with its chain and the key into a folder.</summary>
    /// <returns>The paths of both files.</returns>
    public (string CertificateFile, string KeyFile) Write(string folder, string name, bool withChain = true)
    {
        var certificate = Path.Combine(folder, name + ".pem");
        var key = Path.Combine(folder, name + ".key");
        File.WriteAllText(certificate, withChain ? LeafPem + ChainPem : LeafPem);
        File.WriteAllText(key, KeyPem);
        return (certificate, key);
    }
}
