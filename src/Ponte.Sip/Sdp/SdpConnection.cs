using System.Net;
using System.Net.Sockets;

namespace Ponte.Sip.Sdp;

/// <summary>The <c>c=</c> line (RFC 8866 section 5.7).</summary>
/// <param name="AddressType"><c>IP4</c> or <c>IP6</c>.</param>
/// <param name="Address">The address as written, without time to live and count.</param>
public sealed record SdpConnection(string AddressType, string Address)
{
    /// <summary>The address; null if it is a host name or not of its own type.</summary>
    public IPAddress? IPAddress =>
        IPAddress.TryParse(Address, out var address)
        && address.AddressFamily
            == (AddressType.Equals("IP6", StringComparison.OrdinalIgnoreCase) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork)
            ? address
            : null;

    /// <summary>Whether it is <c>0.0.0.0</c> or <c>::</c>, which means hold for peers of RFC 2543 (RFC 3264 section 8.4).</summary>
    public bool IsUnspecified => IPAddress is { } address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    /// <summary>The line for an address.</summary>
    public static SdpConnection For(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new SdpConnection(address.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4", address.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => $"IN {AddressType} {Address}";

    /// <summary>Reads the value of a <c>c=</c> line.</summary>
    internal static SdpConnection? Parse(string value)
    {
        var text = value.AsSpan();
        Span<Range> parts = stackalloc Range[4];
        if (
            text.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries) != 3
            || !text[parts[0]].Equals("IN", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }
        var host = text[parts[2]];
        var slash = host.IndexOf('/');
        host = slash < 0 ? host : host[..slash];
        return host.IsEmpty ? null : new SdpConnection(TypeOf(text[parts[1]]), host.ToString());
    }

    private static string TypeOf(ReadOnlySpan<char> text) =>
        text switch
        {
            "IP4" => "IP4",
            "IP6" => "IP6",
            _ => text.ToString().ToUpperInvariant(),
        };
}
