using System.Collections.Immutable;

namespace Ponte.Simulator.Certificates;

/// <summary>What a test certificate is to be like.</summary>
public sealed record CertificateOrder
{
    /// <summary>The DNS names and addresses of the subject alternative name; the first is the common name too.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The kind of key.</summary>
    public KeyKind Key { get; init; } = KeyKind.Rsa2048;

    /// <summary>Begin of validity, from the authority's creation.</summary>
    public TimeSpan ValidFrom { get; init; } = -TimeSpan.FromHours(1);

    /// <summary>End of validity, from the authority's creation. Default 90 days, as public authorities are coming to.</summary>
    public TimeSpan ValidUntil { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Whether it may be used for TLS servers.</summary>
    public bool ForServers { get; init; } = true;

    /// <summary>Whether it may be used for TLS clients. Default no: public authorities no longer say so, and nobody may ask for it.</summary>
    public bool ForClients { get; init; }
}
