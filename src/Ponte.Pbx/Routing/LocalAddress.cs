using System.Net;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>A listener of ours as others reach it.</summary>
/// <param name="Protocol">Its transport.</param>
/// <param name="Host">The host to write into Contact: a name, or an IP address without brackets.</param>
/// <param name="Port">The port.</param>
public sealed record LocalAddress(TransportProtocol Protocol, string Host, int Port)
{
    /// <summary>The host as a URI writes it: IPv6 in brackets.</summary>
    public string UriHost => IsIPv6 ? $"[{Host}]" : Host;

    /// <summary>Whether the host is an IPv6 address.</summary>
    public bool IsIPv6 =>
        IPAddress.TryParse(Host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
}
