using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Our own chain policy: trust anchors of the profile, nothing fetched from the network, no revocation look-ups.</summary>
/// <remarks>
/// A client certificate without the usage clientAuth is accepted: Microsoft's certificates lose it in 2026, and no authority will issue it
/// any more. Intermediates that the peer does not send are not fetched either: it has to send them (RFC 8446 section 4.4.2).
/// </remarks>
internal static class PeerChain
{
    /// <summary>The policy for one handshake.</summary>
    /// <param name="anchors">The roots; null for the system's.</param>
    /// <param name="now">The current time.</param>
    /// <param name="isServer">Whether the peer is the server of the connection: it must then be allowed to be one.</param>
    public static X509ChainPolicy Policy(X509Certificate2Collection? anchors, DateTimeOffset now, bool isServer)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.LocalDateTime,
            VerificationFlags = isServer ? X509VerificationFlags.NoFlag : X509VerificationFlags.IgnoreWrongUsage,
        };
        if (anchors is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(anchors);
        }
        return policy;
    }

    /// <summary>Builds the chain of a certificate and gives everything that is wrong with it.</summary>
    public static X509ChainStatusFlags Statuses(
        X509Certificate2 certificate,
        X509Certificate2Collection more,
        X509Certificate2Collection? anchors,
        DateTimeOffset now
    )
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = Policy(anchors, now, isServer: false);
        chain.ChainPolicy.ExtraStore.AddRange(more);
        chain.Build(certificate);
        return Statuses(chain);
    }

    /// <summary>Everything that is wrong with a chain that was built.</summary>
    public static X509ChainStatusFlags Statuses(X509Chain chain)
    {
        var all = X509ChainStatusFlags.NoError;
        foreach (var status in chain.ChainStatus)
        {
            all |= status.Status;
        }
        return all;
    }
}
