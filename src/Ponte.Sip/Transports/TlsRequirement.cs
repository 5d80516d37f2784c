using System.Collections.Immutable;

namespace Ponte.Sip.Transports;

/// <summary>What a peer that connects to a TLS listener has to prove.</summary>
public sealed record TlsRequirement
{
    /// <summary>A certificate is asked for and looked at, but not demanded; the listener's profile judges it.</summary>
    public static TlsRequirement Optional { get; } = new();

    /// <summary>No certificate is asked for: for clients that stumble over the question.</summary>
    public static TlsRequirement None { get; } = new() { IsCertificateAsked = false };

    /// <summary>Whether a certificate is asked for at all.</summary>
    public bool IsCertificateAsked { get; init; } = true;

    /// <summary>Whether the handshake fails without a trusted certificate for one of <see cref="Names"/>.</summary>
    public bool IsCertificateDemanded { get; init; }

    /// <summary>The profile whose trust anchors judge the peer; empty for the listener's.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The names of which the certificate must be for one; empty for any.</summary>
    public ImmutableArray<string> Names { get; init; } = [];
}
