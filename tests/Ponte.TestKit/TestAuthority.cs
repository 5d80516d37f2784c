using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.TestKit;

/// <summary>A certificate authority of the test's own: a root, or one below another.</summary>
/// <remarks>Keys take a while to make: share an authority between tests.</remarks>
public sealed class TestAuthority : IDisposable
{
    private const int CommonKeyBits = 2048;

    /// <summary>The key of most certificates here: making one takes up to a second, and no test minds.</summary>
    private static readonly Lazy<RSA> CommonKey = new(() => RSA.Create(CommonKeyBits));

    private readonly X509Certificate2 _certificate;
    private readonly TestAuthority? _parent;
    private long _serial = 1000;

    private TestAuthority(X509Certificate2 certificate, TestAuthority? parent)
    {
        _certificate = certificate;
        _parent = parent;
    }

    /// <summary>The authority's own certificate in PEM form.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>The certificates from this authority up to, but without, the root.</summary>
    public string ChainPem => _parent is null ? "" : Pem + _parent.ChainPem;

    /// <summary>Makes a root authority.</summary>
    public static TestAuthority Root(string name)
    {
        using var key = RSA.Create(2048);
        var request = AuthorityRequest(name, key);
        return new TestAuthority(
            request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90)),
            null
        );
    }

    /// <summary>Makes an authority below this one.</summary>
    public TestAuthority Intermediate(string name)
    {
        using var key = RSA.Create(2048);
        using var bare = AuthorityRequest(name, key)
            .Create(_certificate, DateTimeOffset.UnixEpoch.AddYears(51), DateTimeOffset.UnixEpoch.AddYears(89), Serial());
        return new TestAuthority(bare.CopyWithPrivateKey(key), this);
    }

    /// <summary>Issues a certificate.</summary>
    public TestCertificate Issue(TestCertificateRequest wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var own = !wanted.IsEcdsa && (wanted.HasOwnKey || wanted.KeyBits != CommonKeyBits) ? RSA.Create(wanted.KeyBits) : null;
        var rsa = wanted.IsEcdsa ? null : own ?? CommonKey.Value;
        using var ecdsa = wanted.IsEcdsa ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var subject = new X500DistinguishedName($"CN={wanted.CommonName}");
        var request = rsa is not null
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, ecdsa!, HashAlgorithmName.SHA256);
        AddExtensions(request, wanted);
        using var generator = _certificate.GetRSAPrivateKey()!;
        using var bare = request.Create(
            _certificate.SubjectName,
            X509SignatureGenerator.CreateForRSA(generator, RSASignaturePadding.Pkcs1),
            wanted.NotBefore,
            wanted.NotAfter,
            Serial()
        );
        var keyPem = rsa is not null ? rsa.ExportPkcs8PrivateKeyPem() : ecdsa!.ExportPkcs8PrivateKeyPem();
        return new TestCertificate(bare.ExportCertificatePem() + "\n", ChainPem, keyPem + "\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static void AddExtensions(CertificateRequest request, TestCertificateRequest wanted)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (wanted.Usages.Count > 0)
        {
            var usages = new OidCollection();
            foreach (var usage in wanted.Usages)
            {
                usages.Add(new Oid(usage));
            }
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, false));
        }
        if (wanted.Names.Count == 0)
        {
            return;
        }
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in wanted.Names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                names.AddIpAddress(address);
            }
            else if (name.StartsWith("sip:", StringComparison.Ordinal))
            {
                names.AddUri(new Uri(name));
            }
            else
            {
                names.AddDnsName(name);
            }
        }
        request.CertificateExtensions.Add(names.Build());
    }

    private static CertificateRequest AuthorityRequest(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private byte[] Serial() => BitConverter.GetBytes(Interlocked.Increment(ref _serial));
}
