using System.Collections.Concurrent;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>The certificates of the TLS tests: made once, since keys take their time.</summary>
public sealed class TlsPki : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<TlsProfileOptions>> _profiles = new(StringComparer.Ordinal);

    public TestAuthority Root { get; } = TestAuthority.Root("Test Root");

    public TestAuthority Issuer { get; }

    public TestAuthority Stranger { get; } = TestAuthority.Root("Strange Root");

    public TlsPki()
    {
        Issuer = Root.Intermediate("Test Issuer");
        RootFile = _folder.Write("anchor-root.pem", Root.Pem);
        StrangerFile = _folder.Write("anchor-stranger.pem", Stranger.Pem);
    }

    public string RootFile { get; }

    public string StrangerFile { get; }

    /// <summary>A profile with a certificate of one of the kinds that the tests need; trusts the test's root.</summary>
    public TlsProfileOptions Profile(string kind) => _profiles.GetOrAdd(kind, k => new Lazy<TlsProfileOptions>(() => Make(k))).Value;

    public void Dispose()
    {
        Root.Dispose();
        Issuer.Dispose();
        Stranger.Dispose();
        _folder.Dispose();
    }

    private TlsProfileOptions Make(string kind)
    {
        var sbc = TestCertificateRequest.For("sbc.contoso.example");
        var (authority, request, withChain) = kind switch
        {
            "sbc" => (Issuer, sbc, true),
            "both usages" => (Issuer, sbc with { Usages = [TestCertificateRequest.ServerAuth, TestCertificateRequest.ClientAuth] }, true),
            "client only" => (Issuer, sbc with { Usages = [TestCertificateRequest.ClientAuth] }, true),
            "no usage" => (Issuer, sbc with { Usages = [] }, true),
            "hub" => (Issuer, TestCertificateRequest.For("hub.example") with { Names = ["hub.example", "hub2.example"] }, true),
            "regional" => (Issuer, TestCertificateRequest.For("*.pstn.example") with { Names = ["*.pstn.example"] }, true),
            "common name" => (Issuer, new TestCertificateRequest { CommonName = "hub.example" }, true),
            "address" => (Issuer, TestCertificateRequest.For("127.0.0.1"), true),
            "sip uri" => (Issuer, new TestCertificateRequest { CommonName = "x", Names = ["sip:hub.example"] }, true),
            "leaf only" => (Issuer, sbc, false),
            "stranger" => (Stranger, sbc, true),
            "expired" => (Issuer, sbc with { NotAfter = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) }, true),
            "future" => (Issuer, sbc with { NotBefore = new DateTimeOffset(2045, 3, 1, 0, 0, 0, TimeSpan.Zero) }, true),
            "ecdsa" => (Issuer, sbc with { IsEcdsa = true }, true),
            _ => (null, null, false),
        };
        if (authority is null)
        {
            return new TlsProfileOptions { Name = kind, TrustAnchors = RootFile };
        }
        var (certificate, key) = authority.Issue(request!).Write(_folder.Path, kind.Replace(' ', '-'), withChain);
        return new TlsProfileOptions
        {
            Name = kind,
            CertificateFile = certificate,
            KeyFile = key,
            TrustAnchors = RootFile,
        };
    }
}
