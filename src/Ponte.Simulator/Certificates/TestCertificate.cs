using System.Security.Cryptography.X509Certificates;

namespace Ponte.Simulator.Certificates;

/// <summary>A certificate that a <see cref="TestAuthority"/> issued, as PEM texts.</summary>
/// <param name="CertificatePem">The certificate alone.</param>
/// <param name="ChainPem">The certificate followed by the intermediate one: what a TLS peer must send.</param>
/// <param name="KeyPem">The private key (PKCS #8).</param>
public sealed record TestCertificate(string CertificatePem, string ChainPem, string KeyPem)
{
    /// <summary>Writes <c>NAME.pem</c> (the chain) and <c>NAME.key</c> (readable for the owner only) into a folder that exists.</summary>
    public void Write(string folder, string name)
    {
        File.WriteAllText(Path.Combine(folder, $"{name}.pem"), ChainPem);
        PrivateFile.Write(Path.Combine(folder, $"{name}.key"), KeyPem);
    }

    /// <summary>The certificate with its key, for use in this process.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(CertificatePem, KeyPem);

    /// <summary>The kind only: keys never reach a log.</summary>
    public override string ToString() => "TestCertificate";
}
