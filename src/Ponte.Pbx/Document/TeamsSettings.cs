using System.Net;

namespace Ponte.Pbx.Document;

/// <summary>A line of kind <c>teams</c>: Direct Routing.</summary>
public sealed record TeamsSettings : LineSettings
{
    /// <summary>Settings with the defaults: Teams is told when the partner of a call changes.</summary>
    public TeamsSettings() => ConnectedLine = true;

    /// <inheritdoc/>
    public override LineKind Kind => LineKind.Teams;

    /// <summary>Our name as Microsoft knows it: in our certificate, in Contact, and in the Request-URIs that come from Teams.</summary>
    public required string Fqdn { get; init; }

    /// <summary>The port of <see cref="Fqdn"/> that Microsoft connects to (<c>SipSignalingPort</c>).</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Further names for derived trunks, one for each customer tenant (Direct Routing for several tenants).</summary>
    public ValueList<string> Tenants { get; init; } = [];

    /// <summary>Microsoft's connection points in the order in which they are tried.</summary>
    public ValueList<HubAddress> Hubs { get; init; } = DefaultHubs;

    /// <summary>Names of which the certificate of an incoming connection must hold one.</summary>
    public ValueList<string> PeerNames { get; init; } = DefaultPeerNames;

    /// <summary>A PEM file or folder of root certificates for Microsoft's side; empty for the system's.</summary>
    public string TrustAnchors { get; init; } = "";

    /// <summary>Media bypass (<c>MediaBypass</c> of the gateway): Teams clients send their audio to us directly, found by ICE.</summary>
    public bool Bypass { get; init; }

    /// <summary>The port of SIP over TLS, ours and Microsoft's.</summary>
    public const int DefaultPort = 5061;

    /// <summary>The three names of the commercial cloud, in Microsoft's order.</summary>
    public static readonly ValueList<HubAddress> DefaultHubs =
    [
        new("sip.pstnhub.microsoft.com", DefaultPort),
        new("sip2.pstnhub.microsoft.com", DefaultPort),
        new("sip3.pstnhub.microsoft.com", DefaultPort),
    ];

    /// <summary>The name that Microsoft promises in its certificates.</summary>
    public static readonly ValueList<string> DefaultPeerNames = ["sip.pstnhub.microsoft.com"];

    /// <summary>Where Microsoft's signalling comes from; any address of these ranges, not just what the hub names resolve to.</summary>
    public static readonly ValueList<IPNetwork> DefaultAddresses = [IPNetwork.Parse("52.112.0.0/14"), IPNetwork.Parse("52.122.0.0/15")];
}
