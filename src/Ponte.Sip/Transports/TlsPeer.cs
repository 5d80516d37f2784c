using System.Collections.Immutable;

namespace Ponte.Sip.Transports;

/// <summary>What the other end of a TLS connection showed of itself, and what is to be thought of it.</summary>
public sealed record TlsPeer
{
    /// <summary>The certificate's subject, for people.</summary>
    public required string Subject { get; init; }

    /// <summary>The certificate's issuer, for people.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>
    /// The names the certificate is for: DNS names, host parts of SIP URIs (RFC 5922 section 7.1) and IP addresses of the subject
    /// alternative name; the common name where there is none. Lower case, wildcards as written.
    /// </summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>When the certificate expires.</summary>
    public DateTimeOffset NotAfter { get; init; }

    /// <summary>Whether the chain ends at one of our trust anchors and every certificate of it is valid.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>Why the chain is not trusted, in words; empty when it is.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The negotiated protocol and suite, such as <c>Tls12 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384</c>.</summary>
    public string Negotiated { get; init; } = "";

    /// <summary>Whether one of <see cref="Names"/> is <paramref name="host"/>, where a wildcard stands for exactly one label.</summary>
    public bool IsFor(string host) => CertificateNames.Match(Names, host);
}
