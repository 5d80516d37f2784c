using System.Collections.Immutable;
using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Performs TLS handshakes by our rules: TLS 1.2 and 1.3, RSA suites, mutual, own chain policy, no resumption.</summary>
/// <remarks>Sessions are not resumed, so that every connection is judged by the trust anchors and certificates of its day.</remarks>
internal static class TlsHandshake
{
    /// <summary>The handshake of a connection that the peer opened.</summary>
    public static Task<HandshakeResult> AcceptAsync(
        Stream inner,
        TlsMaterial own,
        TlsMaterial trust,
        TlsRequirement requirement,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var judge = new PeerJudge(isServer: false, requirement.IsCertificateDemanded, requirement.Names, now);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = own.Own,
            ClientCertificateRequired = requirement.IsCertificateAsked, // asks; whether it is demanded is the judge's decision
            RemoteCertificateValidationCallback = judge.Validate,
            CertificateChainPolicy = PeerChain.Policy(trust.Anchors, now, isServer: false),
            EnabledSslProtocols = own.Versions,
            CipherSuitesPolicy = TlsSuites.Policy,
            AllowTlsResume = false,
            AllowRenegotiation = false,
        };
        var gate = new HandshakeGate(inner);
        return RunAsync(gate, judge, LetInAsync);

        async Task LetInAsync(SslStream stream)
        {
            try
            {
                await stream.AuthenticateAsServerAsync(options, cancellationToken).ConfigureAwait(false);
            }
            catch (AuthenticationException) when (judge.Refusal != TlsRefusal.None)
            {
                await gate.RefuseAsync(judge.Refusal, cancellationToken).ConfigureAwait(false);
                throw;
            }
            await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The handshake of a connection that we opened.</summary>
    public static Task<HandshakeResult> ConnectAsync(
        Stream inner,
        TlsMaterial material,
        string serverName,
        ImmutableArray<string> otherNames,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<string> names = serverName.Length > 0 ? [serverName, .. otherNames] : otherNames;
        var judge = new PeerJudge(isServer: true, isDemanded: true, names, now);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            ClientCertificateContext = material.Own,
            RemoteCertificateValidationCallback = judge.Validate,
            CertificateChainPolicy = PeerChain.Policy(material.Anchors, now, isServer: true),
            EnabledSslProtocols = material.Versions,
            CipherSuitesPolicy = TlsSuites.Policy,
            AllowTlsResume = false,
            AllowRenegotiation = false,
        };
        return RunAsync(inner, judge, stream => stream.AuthenticateAsClientAsync(options, cancellationToken));
    }

    private static async Task<HandshakeResult> RunAsync(Stream inner, PeerJudge judge, Func<SslStream, Task> authenticate)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await authenticate(stream).ConfigureAwait(false);
            var peer = judge.Peer is { } p ? p with { Negotiated = $"{stream.SslProtocol} {stream.NegotiatedCipherSuite}" } : null;
            return new HandshakeResult(stream, peer, TlsRefusal.None, "");
        }
        catch (Exception e) when (IsExpected(e))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            var (refusal, detail) = judge.Refusal != TlsRefusal.None ? (judge.Refusal, judge.Problem) : HandshakeErrors.Explain(e);
            return new HandshakeResult(null, judge.Peer, refusal, detail);
        }
    }

    private static bool IsExpected(Exception e) =>
        e
            is AuthenticationException
                or IOException
                or OperationCanceledException
                or CryptographicException
                or Win32Exception
                or ObjectDisposedException
                or InvalidOperationException
                or NotSupportedException;
}
