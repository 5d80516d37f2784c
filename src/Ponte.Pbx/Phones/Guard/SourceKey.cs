using System.Net;
using System.Net.Sockets;

namespace Ponte.Pbx.Phones.Guard;

/// <summary>What an address is counted as: itself, or for IPv6 its /64, which one customer has to himself.</summary>
internal static class SourceKey
{
    private const int NetworkBytes = 8;

    public static IPAddress Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain;
        }
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
