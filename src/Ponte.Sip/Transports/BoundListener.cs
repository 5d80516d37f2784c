using System.Net;
using System.Net.Sockets;

namespace Ponte.Sip.Transports;

/// <summary>A listener with the address that it got.</summary>
internal sealed class BoundListener
{
    public BoundListener(ListenerOptions options, IPEndPoint address)
    {
        Options = options;
        Address = address;
        AdvertisedHost =
            options.AdvertisedHost.Length > 0 ? options.AdvertisedHost
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address.Address}]"
            : address.Address.ToString();
        AdvertisedPort = options.AdvertisedPort != 0 ? options.AdvertisedPort : address.Port;
    }

    public ListenerOptions Options { get; }

    /// <summary>The address with the port that the system gave.</summary>
    public IPEndPoint Address { get; }

    /// <summary>The host that is written into Via.</summary>
    public string AdvertisedHost { get; }

    /// <summary>The port that is written into Via.</summary>
    public int AdvertisedPort { get; }

    /// <summary>Whether the socket hears on all addresses of its family.</summary>
    public bool IsWildcard => Address.Address.Equals(IPAddress.Any) || Address.Address.Equals(IPAddress.IPv6Any);
}
