using System.Collections.Immutable;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Microsoft;

/// <summary>TLS as Microsoft wants it (reference section 2): mutual, TLS 1.2, RSA suites, a whole chain to a root that is trusted.</summary>
internal sealed class MicrosoftTls
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

#pragma warning disable CA1416 // The simulator runs where OpenSSL is.
    private static readonly CipherSuitesPolicy Suites = new([
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
    ]);
#pragma warning restore CA1416

    private readonly SslStreamCertificateContext _own;
    private readonly X509Certificate2Collection _roots = [];
    private readonly EventLoop _loop;
    private readonly IWireUser _user;
    private readonly Action<string> _onRefusal;

    public MicrosoftTls(MicrosoftOptions options, EventLoop loop, IWireUser user, Action<string> onRefusal)
    {
        _loop = loop;
        _user = user;
        _onRefusal = onRefusal;
        _roots.ImportFromPemFile(options.SbcAuthorityFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile);
        var leaf = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile);
        _own = SslStreamCertificateContext.Create(leaf, [.. chain.Skip(1)], offline: true);
    }

    /// <summary>Takes a connection of an SBC; null if the handshake fails.</summary>
    public async Task<StreamWire?> AcceptAsync(Socket socket, string hub)
    {
        TlsPeer? peer = null;
        string? problem = null;
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _own,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls12,
            CipherSuitesPolicy = Suites,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => IsValid(certificate, chain, null, out peer, out problem),
        };
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        var failure = await HandshakeAsync(stream, s => s.AuthenticateAsServerAsync(options, Timeout()));
        if (failure is not null)
        {
            _onRefusal($"{hub} refused {socket.RemoteEndPointText()}: {problem ?? failure}");
            await stream.DisposeAsync();
            return null;
        }
        return new StreamWire(TransportProtocol.Tls, socket, stream, openedByUs: false, _loop, _user) { Peer = peer, Owner = hub };
    }

    /// <summary>Opens TLS on a connection to an SBC; on failure says why.</summary>
    public async Task<(StreamWire? Wire, string Problem)> ConnectAsync(Socket socket, string fqdn, string hub)
    {
        TlsPeer? peer = null;
        string? problem = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = fqdn,
            ClientCertificateContext = _own,
            EnabledSslProtocols = SslProtocols.Tls12,
            CipherSuitesPolicy = Suites,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => IsValid(certificate, chain, fqdn, out peer, out problem),
        };
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        var failure = await HandshakeAsync(stream, s => s.AuthenticateAsClientAsync(options, Timeout()));
        if (failure is not null)
        {
            await stream.DisposeAsync();
            return (null, problem ?? failure);
        }
        return (new StreamWire(TransportProtocol.Tls, socket, stream, openedByUs: true, _loop, _user) { Peer = peer, Owner = hub }, "");
    }

    private static CancellationToken Timeout() => new CancellationTokenSource(HandshakeTimeout).Token;

    private static async Task<string?> HandshakeAsync(SslStream stream, Func<SslStream, Task> handshake)
    {
        try
        {
            await handshake(stream);
            return null;
        }
        catch (Exception e)
            when (e is AuthenticationException or IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return e.InnerException?.Message ?? e.Message;
        }
    }

    private bool IsValid(X509Certificate? certificate, X509Chain? sent, string? fqdn, out TlsPeer? peer, out string? problem)
    {
        peer = null;
        if (certificate is not X509Certificate2 leaf)
        {
            problem = "no certificate was presented (569003)";
            return false;
        }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // What the peer does not send is not fetched: a missing intermediate certificate is the peer's fault.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        var trusted = chain.Build(leaf);
        problem = trusted ? null : ProblemOf(chain.ChainStatus);
        if (problem is null && fqdn is not null && !leaf.MatchesHostname(fqdn))
        {
            problem = $"the certificate is not for {fqdn} (569003)";
        }
        peer = new TlsPeer
        {
            Subject = leaf.Subject,
            Issuer = leaf.Issuer,
            Names = NamesOf(leaf),
            NotAfter = new DateTimeOffset(leaf.NotAfter),
            IsTrusted = problem is null,
            Problem = problem ?? "",
        };
        return problem is null;
    }

    private static string ProblemOf(X509ChainStatus[] statuses)
    {
        var all = statuses.Aggregate(X509ChainStatusFlags.NoError, (f, s) => f | s.Status);
        return all.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "the certificate has expired (569008)"
            : all.HasFlag(X509ChainStatusFlags.PartialChain)
                ? "the chain leads to no trusted root: an intermediate certificate is missing, or the root is unknown (569009)"
            : $"the certificate is not trusted: {all} (569003)";
    }

    private static ImmutableArray<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate
            .Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames())
            .Select(n => n.ToLowerInvariant())
            .ToImmutableArray();
        return names.IsEmpty ? [certificate.GetNameInfo(X509NameType.DnsName, false).ToLowerInvariant()] : names;
    }
}
