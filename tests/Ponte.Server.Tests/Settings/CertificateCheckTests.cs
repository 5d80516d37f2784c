using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ponte.Server.Settings;

namespace Ponte.Server.Tests.Settings;

/// <summary>The transports' own tests say what is wrong with certificates; here it is which setting is named, and who wants the name.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly (string, string)[] Teams =
    [
        ("sbc.example.com", "lines.teams.fqdn of the company document names"),
        ("a.sbc.example.com", "lines.teams.tenants of the company document names"),
    ];
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_certificate_has_no_error() => Errors(Write("sbc.example.com", "*.sbc.example.com")).Should().BeEmpty();

    [Fact]
    public void A_missing_key_names_its_setting_and_path()
    {
        var settings = Write("sbc.example.com", "*.sbc.example.com") with { Key = _folder.File("none.key") };

        Errors(settings).Should().ContainSingle().Which.Should().StartWith($"Tls:Key \"{_folder.File("none.key")}\": ");
    }

    [Fact]
    public void An_expired_certificate_is_one_line_for_all_names() =>
        Errors(Write("sbc.example.com", "*.sbc.example.com"), Now.AddDays(400))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Be($"Tls:Certificate \"{_folder.File("c.pem")}\": the certificate expired on 2027-03-02 09:00 UTC; renew it");

    [Fact]
    public void Each_name_that_is_missing_is_told_with_who_wants_it() =>
        Errors(Write("sbc.example.com"))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("not for a.sbc.example.com, which lines.teams.tenants of the company document names; get one for a.sbc.example.com");

    [Fact]
    public void A_certificate_that_expires_soon_is_a_warning()
    {
        var (errors, warnings) = OwnCertificateCheck.Run(Write("sbc.example.com"), [], Now.AddDays(350));

        errors.Should().BeEmpty();
        warnings.Should().Contain(w => w.ToString().Contains("expires on 2027-03-02"));
    }

    private static IEnumerable<string> Errors(TlsSettings settings, DateTimeOffset? now = null) =>
        OwnCertificateCheck.Run(settings, Teams, now ?? Now).Errors.Select(e => e.ToString());

    private TlsSettings Write(params string[] hosts)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            names.AddDnsName(host);
        }
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(365));
        File.WriteAllText(_folder.File("c.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("c.key"), key.ExportPkcs8PrivateKeyPem());
        return new TlsSettings(_folder.File("c.pem"), _folder.File("c.key"), "");
    }
}
