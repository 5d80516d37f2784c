using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>One address that we listen on.</summary>
public sealed record ListenerOptions
{
    /// <summary>The listener's name; it appears in <see cref="SipFlow.ListenerName"/> and in metrics.</summary>
    public required string Name { get; init; }

    /// <summary>The transport protocol.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>The address to bind, exactly: no other address is listened on. Port 0 takes any free one.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>
    /// The host that peers know us by: a name or an address, one of IPv6 in brackets. Empty: the bound address, which must then not be
    /// <c>0.0.0.0</c> or <c>::</c>.
    /// </summary>
    public string AdvertisedHost { get; init; } = "";

    /// <summary>The port that peers reach us at; 0 for the bound one.</summary>
    public int AdvertisedPort { get; init; }

    /// <summary>For TLS: the profile with the certificate that is presented here.</summary>
    public string Profile { get; init; } = SipTarget.DefaultProfile;
}
