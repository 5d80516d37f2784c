using System.Security.Cryptography;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>Every fault of certificate, key and trust anchors is named with its setting and its mend.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TlsPki _pki;
    private readonly TestFolder _folder = new();

    public CertificateCheckTests(TlsPki pki) => _pki = pki;

    public void Dispose() => _folder.Dispose();

    private static CertificateProblem Single(TlsProfileOptions profile, string host = "sbc.contoso.example", DateTimeOffset? now = null) =>
        CertificateCheck.Run(profile, host, now ?? Now).Should().ContainSingle().Subject;

    [Theory]
    [InlineData("sbc", "sbc.contoso.example")]
    [InlineData("sbc", "")]
    [InlineData("regional", "eu.pstn.example")]
    [InlineData("nobody", "sbc.contoso.example")]
    public void Sound_profile_has_no_problem(string kind, string host) =>
        CertificateCheck.Run(_pki.Profile(kind), host, Now).Should().BeEmpty();

    [Theory]
    [InlineData("expired", CertificateProblemKind.Expired, true, "expired on 2026-03-01")]
    [InlineData("future", CertificateProblemKind.NotYetValid, true, "valid from 2045-03-01")]
    [InlineData("hub", CertificateProblemKind.NameDoesNotMatch, true, "for hub.example, hub2.example, not for sbc.contoso.example")]
    [InlineData("leaf only", CertificateProblemKind.ChainIncomplete, false, "Test Issuer")]
    [InlineData("ecdsa", CertificateProblemKind.KeyNotRsa, true, "not an RSA key")]
    public void Certificate_is_at_fault(string kind, CertificateProblemKind expected, bool isError, string words)
    {
        var problem = Single(_pki.Profile(kind));
        problem.Kind.Should().Be(expected);
        problem.IsError.Should().Be(isError);
        problem.ToString().Should().Contain(words).And.StartWith($"TLS profile \"{kind}\", ");
        problem.Mend.Should().NotBeEmpty();
    }

    [Fact]
    public void End_within_a_month_is_a_warning()
    {
        var problem = Single(_pki.Profile("expired"), now: new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.Zero));
        problem.Kind.Should().Be(CertificateProblemKind.ExpiresSoon);
        problem.IsError.Should().BeFalse();
    }

    [Fact]
    public void Missing_certificate_file_is_named()
    {
        var problem = Single(_pki.Profile("sbc") with { CertificateFile = _folder.File("none.pem") });
        problem.Kind.Should().Be(CertificateProblemKind.FileUnreadable);
        problem.Setting.Should().Be("CertificateFile");
        problem.Message.Should().Be($"{_folder.File("none.pem")} does not exist");
    }

    [Fact]
    public void Folder_as_certificate_file_is_named() =>
        Single(_pki.Profile("sbc") with { CertificateFile = _folder.Path }).Message.Should().Be($"{_folder.Path} is a folder");

    [Fact]
    public void Missing_key_file_is_named()
    {
        var problem = Single(_pki.Profile("sbc") with { KeyFile = _folder.File("none.key") });
        problem.Kind.Should().Be(CertificateProblemKind.FileUnreadable);
        problem.Setting.Should().Be("KeyFile");
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA")]
    public void File_without_certificate_is_named(string text)
    {
        var problem = Single(_pki.Profile("sbc") with { CertificateFile = _folder.Write("x.pem", text) });
        problem.Kind.Should().Be(CertificateProblemKind.NoCertificate);
    }

    [Fact]
    public void File_without_key_is_named()
    {
        Single(_pki.Profile("sbc") with { KeyFile = "" }).Kind.Should().Be(CertificateProblemKind.NoKey);
        Single(_pki.Profile("sbc") with { KeyFile = _pki.RootFile }).Setting.Should().Be("KeyFile");
    }

    [Fact]
    public void Encrypted_key_is_named()
    {
        using var rsa = RSA.Create(2048);
        var modern = rsa.ExportEncryptedPkcs8PrivateKeyPem(
            "secret",
            new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)
        );
        const string Old =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
        foreach (var pem in new[] { modern, Old })
        {
            Single(_pki.Profile("sbc") with { KeyFile = _folder.Write("x.key", pem) })
                .Kind.Should()
                .Be(CertificateProblemKind.KeyEncrypted);
        }
    }

    [Fact]
    public void Key_of_another_certificate_is_named()
    {
        var other = _pki.Issuer.Issue(TestCertificateRequest.For("x") with { HasOwnKey = true });
        Single(_pki.Profile("sbc") with { KeyFile = _folder.Write("x.key", other.KeyPem) })
            .Kind.Should()
            .Be(CertificateProblemKind.KeyDoesNotMatch);
    }

    [Fact]
    public void Short_key_is_named()
    {
        var (certificate, key) = _pki
            .Issuer.Issue(TestCertificateRequest.For("sbc.contoso.example") with { KeyBits = 1024 })
            .Write(_folder.Path, "short");
        Single(_pki.Profile("sbc") with { CertificateFile = certificate, KeyFile = key })
            .Kind.Should()
            .Be(CertificateProblemKind.KeyTooShort);
    }

    [Fact]
    public void Key_in_the_file_of_the_certificate_and_the_leaf_behind_its_issuer_are_taken()
    {
        var issued = _pki.Issuer.Issue(TestCertificateRequest.For("sbc.contoso.example") with { HasOwnKey = true });
        var path = _folder.Write("all.pem", issued.KeyPem + issued.ChainPem + issued.LeafPem);
        CertificateCheck
            .Run(_pki.Profile("sbc") with { CertificateFile = path, KeyFile = "" }, "sbc.contoso.example", Now)
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Trust_anchors_may_be_a_folder()
    {
        _folder.Write("a.crt", _pki.Stranger.Pem);
        _folder.Write("b.pem", _pki.Root.Pem);
        _folder.Write("readme.txt", "not looked at");
        CertificateCheck.Run(_pki.Profile("sbc") with { TrustAnchors = _folder.Path }, "", Now).Should().BeEmpty();
    }

    [Fact]
    public void Trust_anchors_that_are_none_are_named()
    {
        Single(_pki.Profile("nobody") with { TrustAnchors = _folder.Path }).Kind.Should().Be(CertificateProblemKind.NoTrustAnchors);
        Single(_pki.Profile("nobody") with { TrustAnchors = _folder.File("none") }).Kind.Should().Be(CertificateProblemKind.FileUnreadable);
        Single(_pki.Profile("nobody") with { TrustAnchors = _folder.Write("x", "y") })
            .Kind.Should()
            .Be(CertificateProblemKind.NoTrustAnchors);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var problems = CertificateCheck.Run(_pki.Profile("expired") with { TrustAnchors = _folder.File("none") }, "other.example", Now);
        problems
            .Select(p => p.Kind)
            .Should()
            .BeEquivalentTo([
                CertificateProblemKind.FileUnreadable,
                CertificateProblemKind.Expired,
                CertificateProblemKind.NameDoesNotMatch,
                CertificateProblemKind.ChainIncomplete,
            ]);
    }
}
