using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ponte.Server.Settings;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Settings;

public sealed class CertificateCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly (string, string)[] Teams = [("sbc.example.com", "lines.teams.fqdn of the company document names")];
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_certificate_is_taken() => Check(Write("sbc.example.com", 2048)).Should().BeEmpty();

    [Fact]
    public void A_wildcard_covers_one_label() => Check(Write("*.example.com", 2048)).Should().BeEmpty();

    [Fact]
    public void A_missing_file_is_told() =>
        Check(new TlsSettings(_folder["none.pem"], _folder["none.key"], ""))
            .Should()
            .Equal($"Tls:Certificate \"{_folder["none.pem"]}\": is not there; put the PEM file there, or correct the path");

    [Fact]
    public void A_file_that_is_no_certificate_is_told()
    {
        File.WriteAllText(_folder["a.pem"], "nothing");
        Check(new TlsSettings(_folder["a.pem"], _folder["a.pem"], ""))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("cannot be used with the key");
    }

    [Fact]
    public void An_expired_certificate_is_told() =>
        Check(Write("sbc.example.com", 2048), Now.AddDays(400))
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith("expired at 2027-03-02 09:00:00Z; renew it and replace the file");

    [Fact]
    public void A_certificate_of_the_future_is_told() =>
        Check(Write("sbc.example.com", 2048), Now.AddDays(-400)).Should().ContainSingle().Which.Should().Contain("is valid only from");

    [Fact]
    public void A_certificate_for_another_name_is_told() =>
        Check(Write("pbx.example.com", 2048))
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith(
                "is for pbx.example.com, not for sbc.example.com, which lines.teams.fqdn of the company document names; use a certificate that holds this name"
            );

    [Fact]
    public void A_short_key_is_told() =>
        Check(Write("sbc.example.com", 1024))
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith("has an RSA key of 1024 bits; give one of at least 2048");

    private static IEnumerable<string> Check(TlsSettings settings, DateTimeOffset? now = null) =>
        CertificateCheck.Check(settings, Teams, now ?? Now).Select(e => e.ToString());

    private TlsSettings Write(string name, int bits)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(365));
        File.WriteAllText(_folder["c.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(_folder["c.key"], key.ExportPkcs8PrivateKeyPem());
        return new TlsSettings(_folder["c.pem"], _folder["c.key"], "");
    }
}
