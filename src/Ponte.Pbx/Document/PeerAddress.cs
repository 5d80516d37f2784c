using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ponte.Pbx.Document;

/// <summary>A peer's address: <c>sip:HOST[:PORT][;transport=udp|tcp|tls]</c>.</summary>
/// <param name="Host">A host name or IP address, without brackets, lower case.</param>
/// <param name="Port">The port; null to find it by SRV or to take the transport's default (RFC 3263 section 4.2).</param>
/// <param name="Transport">The transport.</param>
public sealed record PeerAddress(string Host, int? Port, PeerTransport Transport)
{
    /// <summary>The host as an IP address; null for a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    /// <summary>The host as a URI writes it: IPv6 in brackets.</summary>
    public string UriHost => Address is { AddressFamily: AddressFamily.InterNetworkV6 } ? $"[{Host}]" : Host;

    /// <inheritdoc/>
    public override string ToString()
    {
        var port = Port is { } p ? string.Create(CultureInfo.InvariantCulture, $":{p}") : "";
        var transport = Transport switch
        {
            PeerTransport.Udp => ";transport=udp",
            PeerTransport.Tcp => ";transport=tcp",
            PeerTransport.Tls => ";transport=tls",
            _ => "",
        };
        return $"sip:{UriHost}{port}{transport}";
    }
}
