using System.Collections.Concurrent;
using Ponte.Sip.Transports;
using Ponte.TestKit;

[assembly: AssemblyFixture(typeof(Ponte.Sip.Tests.Transports.TlsPki))]

namespace Ponte.Sip.Tests.Transports;

/// <summary>The certificates of the TLS tests: made once, since keys take their time.</summary>
public sealed class TlsPki : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<TlsProfileOptions>> _profiles = new(StringComparer.Ordinal);

    private readonly Lazy<TestAuthority> _root = new(() => TestAuthority.Root("Test Root"));
    private readonly Lazy<TestAuthority> _issuer;
    private readonly Lazy<TestAuthority> _stranger = new(() => TestAuthority.Root("Strange Root"));
    private readonly Lazy<string> _rootFile;
    private readonly Lazy<string> _strangerFile;

    public TlsPki()
    {
        _issuer = new Lazy<TestAuthority>(() => Root.Intermediate("Test Issuer"));
        _rootFile = new Lazy<string>(() => _folder.Write("anchor-root.pem", Root.Pem));
        _strangerFile = new Lazy<string>(() => _folder.Write("anchor-stranger.pem", Stranger.Pem));
    }

    public TestAuthority Root => _root.Value;

    public TestAuthority Issuer => _issuer.Value;

    public TestAuthority Stranger => _stranger.Value;

    public string RootFile => _rootFile.Value;

    public string StrangerFile => _strangerFile.Value;

    /// <summary>A profile with a certificate of one of the kinds that the tests need; trusts the test's root.</summary>
    public TlsProfileOptions Profile(string kind) => _profiles.GetOrAdd(kind, k => new Lazy<TlsProfileOptions>(() => Make(k))).Value;

    public void Dispose()
    {
        foreach (var authority in new[] { _root, _issuer, _stranger })
        {
            if (authority.IsValueCreated)
            {
                authority.Value.Dispose();
            }
        }
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
