using System.Net;
using Ponte.Sip.Transports;

namespace Ponte.Server.Settings;

/// <summary>One address that SIP is listened on.</summary>
internal sealed record ListenerSettings
{
    /// <summary>The listener's name in the settings.</summary>
    public required string Name { get; init; }

    /// <summary>What runs over it.</summary>
    public required TransportProtocol Transport { get; init; }

    /// <summary>The address and port it binds to, and no other.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>The host that Via and Contact name instead of the address; empty for the address itself.</summary>
    public string AdvertisedHost { get; init; } = "";

    /// <summary>For TLS: whether whoever connects is asked for a certificate. Phones have none.</summary>
    public ClientCertificate ClientCertificate { get; init; }

    /// <summary>The port that Via and Contact name; null for the port of <see cref="Address"/>.</summary>
    public int? AdvertisedPort { get; init; }
}
