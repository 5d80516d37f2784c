using System.Security.Cryptography.X509Certificates;
using Ponte.Simulator.Certificates;

namespace Ponte.Simulator.Tests.Certificates;

public sealed class TestAuthorityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ponte-certificates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Issued_certificate_is_trusted_with_its_chain_and_not_without()
    {
        using var authority = new TestAuthority("Test", TimeProvider.System.GetUtcNow());
        var issued = authority.Issue(new CertificateOrder { Names = ["sbc.example.com", "*.sbc.example.com", "127.0.0.1"] });
        using var certificate = issued.Load();
        certificate.HasPrivateKey.Should().BeTrue();
        certificate.MatchesHostname("sbc.example.com").Should().BeTrue();
        certificate.MatchesHostname("one.sbc.example.com").Should().BeTrue();
        certificate.MatchesHostname("127.0.0.1").Should().BeTrue();
        certificate.GetRSAPublicKey()!.KeySize.Should().Be(2048);
        StatusOf(certificate, authority, authority.IntermediatePem).Should().Be(X509ChainStatusFlags.NoError);
        StatusOf(certificate, authority, null).Should().Be(X509ChainStatusFlags.PartialChain);
    }

    [Fact]
    public void Expired_certificate_is_no_longer_valid()
    {
        using var authority = new TestAuthority("Test", TimeProvider.System.GetUtcNow());
        using var certificate = authority
            .Issue(
                new CertificateOrder
                {
                    Names = ["x"],
                    ValidFrom = -TimeSpan.FromDays(2),
                    ValidUntil = -TimeSpan.FromDays(1),
                }
            )
            .Load();
        StatusOf(certificate, authority, authority.IntermediatePem).Should().HaveFlag(X509ChainStatusFlags.NotTimeValid);
    }

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(true, false, 1)]
    [InlineData(false, false, 0)]
    public void Uses_are_those_ordered(bool servers, bool clients, int count)
    {
        using var authority = new TestAuthority("Test", TimeProvider.System.GetUtcNow());
        using var certificate = authority
            .Issue(
                new CertificateOrder
                {
                    Names = ["x"],
                    ForServers = servers,
                    ForClients = clients,
                    Key = KeyKind.EcdsaP256,
                }
            )
            .Load();
        certificate.GetECDsaPublicKey().Should().NotBeNull();
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Sum(e => e.EnhancedKeyUsages.Count).Should().Be(count);
    }

    [Fact]
    public void Demo_certificates_are_made_once_and_again_when_they_no_longer_serve()
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = DemoCertificates.Ensure(_folder.FullName, ["sbc.example.com"], ["sip.pstnhub.microsoft.com"], now);
        var sbc = File.ReadAllText(first.SbcCertificate);
        new FileInfo(first.SbcKey).UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (var pair = X509Certificate2.CreateFromPemFile(first.SbcCertificate, first.SbcKey))
        {
            pair.MatchesHostname("sbc.example.com").Should().BeTrue();
        }

        DemoCertificates.Ensure(_folder.FullName, ["sbc.example.com"], ["sip.pstnhub.microsoft.com"], now);
        File.ReadAllText(first.SbcCertificate).Should().Be(sbc);

        DemoCertificates.Ensure(_folder.FullName, ["other.example.com"], ["sip.pstnhub.microsoft.com"], now);
        File.ReadAllText(first.SbcCertificate).Should().NotBe(sbc);

        var microsoft = File.ReadAllText(first.MicrosoftCertificate);
        DemoCertificates.Ensure(_folder.FullName, ["other.example.com"], ["sip.pstnhub.microsoft.com"], now.AddDays(85));
        File.ReadAllText(first.MicrosoftCertificate).Should().NotBe(microsoft);

        File.WriteAllText(first.SbcCertificate, "no certificate");
        DemoCertificates.Ensure(_folder.FullName, ["other.example.com"], ["sip.pstnhub.microsoft.com"], now.AddDays(85));
        File.ReadAllText(first.SbcCertificate).Should().Contain("BEGIN CERTIFICATE");
    }

    private static X509ChainStatusFlags StatusOf(X509Certificate2 certificate, TestAuthority authority, string? intermediate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(authority.RootPem));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (intermediate is not null)
        {
            chain.ChainPolicy.ExtraStore.Add(X509Certificate2.CreateFromPem(intermediate));
        }
        chain.Build(certificate);
        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (f, s) => f | s.Status);
    }
}
