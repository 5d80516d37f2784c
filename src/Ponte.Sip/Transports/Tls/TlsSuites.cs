using System.Net.Security;

namespace Ponte.Sip.Transports.Tls;

/// <summary>The cipher suites: the four of TLS 1.2 that Microsoft Teams speaks, all with RSA, and those of TLS 1.3.</summary>
internal static class TlsSuites
{
    /// <summary>The suites in our order; null where the system does not let them be chosen.</summary>
    public static CipherSuitesPolicy? Policy { get; } = OperatingSystem.IsLinux() ? new CipherSuitesPolicy(All()) : null;

    private static TlsCipherSuite[] All() =>
        [
            TlsCipherSuite.TLS_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
        ];
}
