using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Simulator.Certificates;

/// <summary>
/// A certificate authority for tests and demonstrations: a root, an intermediate below it, and certificates issued by the intermediate, as
/// public authorities do. Trust its root only where nothing real is at stake.
/// </summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan Life = TimeSpan.FromDays(3650);

    private readonly DateTimeOffset _created;
    private readonly RSA _rootKey = RSA.Create(2048);
    private readonly RSA _intermediateKey = RSA.Create(2048);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    /// <summary>Makes root and intermediate.</summary>
    /// <param name="name">What the authority calls itself.</param>
    /// <param name="now">The current time; validity counts from it.</param>
    public TestAuthority(string name, DateTimeOffset now)
    {
        _created = now;
        var root = Request($"CN={name} Root, O=Ponte test", _rootKey);
        AddAuthorityExtensions(root, pathLength: 1);
        _root = root.CreateSelfSigned(now.AddDays(-1), now + Life);
        var intermediate = Request($"CN={name} Intermediate, O=Ponte test", _intermediateKey);
        AddAuthorityExtensions(intermediate, pathLength: 0);
        AddAuthorityKey(intermediate, _root);
        _intermediate = intermediate.Create(
            _root.SubjectName,
            X509SignatureGenerator.CreateForRSA(_rootKey, RSASignaturePadding.Pkcs1),
            now.AddDays(-1),
            now + Life,
            Serial()
        );
    }

    /// <summary>The root certificate: the trust anchor.</summary>
    public string RootPem => _root.ExportCertificatePem();

    /// <summary>The intermediate certificate.</summary>
    public string IntermediatePem => _intermediate.ExportCertificatePem();

    /// <summary>Issues a certificate.</summary>
    public TestCertificate Issue(CertificateOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        using AsymmetricAlgorithm key = order.Key == KeyKind.Rsa2048 ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(order, key);
        AddAuthorityKey(request, _intermediate);
        using var certificate = request.Create(
            _intermediate.SubjectName,
            X509SignatureGenerator.CreateForRSA(_intermediateKey, RSASignaturePadding.Pkcs1),
            _created + order.ValidFrom,
            _created + order.ValidUntil,
            Serial()
        );
        var pem = certificate.ExportCertificatePem();
        return new TestCertificate(pem, $"{pem}\n{IntermediatePem}\n", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Issues a certificate signed by nobody but itself.</summary>
    public static TestCertificate SelfSigned(CertificateOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var key = RSA.Create(2048);
        using var certificate = Request(order, key).CreateSelfSigned(now + order.ValidFrom, now + order.ValidUntil);
        var pem = certificate.ExportCertificatePem();
        return new TestCertificate(pem, pem, key.ExportPkcs8PrivateKeyPem());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _rootKey.Dispose();
        _intermediateKey.Dispose();
    }

    private static CertificateRequest Request(CertificateOrder order, AsymmetricAlgorithm key)
    {
        var request = Request($"CN={order.Names[0]}", key);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in order.Names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }
        }
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true)
        );
        var uses = new OidCollection();
        if (order.ForServers)
        {
            uses.Add(new Oid(ServerAuthentication));
        }
        if (order.ForClients)
        {
            uses.Add(new Oid(ClientAuthentication));
        }
        if (uses.Count > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, false));
        }
        return request;
    }

    private static CertificateRequest Request(string subject, AsymmetricAlgorithm key)
    {
        var name = new X500DistinguishedName(subject);
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static void AddAuthorityExtensions(CertificateRequest request, int pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
    }

    private static void AddAuthorityKey(CertificateRequest request, X509Certificate2 issuer) =>
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        // Positive, and not beginning with a zero that DER would drop.
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
