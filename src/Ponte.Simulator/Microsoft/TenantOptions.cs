using System.Collections.Immutable;

namespace Ponte.Simulator.Microsoft;

/// <summary>A customer of Microsoft.</summary>
/// <param name="Id">Its name for scripts.</param>
public sealed record TenantOptions(string Id)
{
    /// <summary>The SBCs, in the order of its voice route.</summary>
    public ImmutableArray<GatewayOptions> Gateways { get; init; } = [];

    /// <summary>Verified domains besides those of the gateways: the subdomain of a derived trunk.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>The users.</summary>
    public ImmutableArray<UserOptions> Users { get; init; } = [];

    /// <summary>Callers that it has blocked, as they stand in From.</summary>
    public ImmutableArray<string> BlockedCallers { get; init; } = [];

    /// <summary>Whether a name is this tenant's own.</summary>
    internal bool Owns(string fqdn) =>
        Gateways.Any(g => g.Fqdn.Equals(fqdn, StringComparison.OrdinalIgnoreCase))
        || Domains.Contains(fqdn, StringComparer.OrdinalIgnoreCase);
}
