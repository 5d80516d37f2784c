using System.Globalization;
using System.Net;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads addresses: peers, hubs, ranges.</summary>
internal static class AddressReader
{
    private const string PeerMend = "give sip:HOST, with :PORT and ;transport=udp, tcp or tls where needed";

    /// <summary>A peer, or the complaint.</summary>
    public static PeerAddress? Peer(string text, out string complaint)
    {
        complaint = $"is no peer; {PeerMend}";
        if (text.StartsWith("sips:", StringComparison.OrdinalIgnoreCase))
        {
            complaint = "uses sips:, which is not supported; write sip: and ;transport=tls";
            return null;
        }
        if (!text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var parts = text[4..].Split(';');
        if (parts.Length > 2 || Transport(parts) is not { } transport)
        {
            return null;
        }
        return HostAndPort(parts[0], out var host, out var port) ? new PeerAddress(host, port, transport) : null;
    }

    /// <summary>A hub, or null.</summary>
    public static HubAddress? Hub(string text) =>
        HostAndPort(text, out var host, out var port) && !IPAddress.TryParse(host, out _)
            ? new HubAddress(host, port ?? TeamsSettings.DefaultPort)
            : null;

    /// <summary>A range of addresses, or the complaint.</summary>
    public static IPNetwork? Range(string text, out string complaint)
    {
        complaint = "is no address range; give it as 198.51.100.0/24, or one address";
        if (IPAddress.TryParse(text, out var single))
        {
            return ForOne(single);
        }
        if (!IPNetwork.TryParse(text, out var network))
        {
            return null;
        }
        var given = IPAddress.Parse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)));
        if (network.BaseAddress.Equals(given))
        {
            return network;
        }
        complaint = $"is no address range, because bits are set behind the mask; give {network}";
        return null;
    }

    /// <summary>A range of numbers, or the complaint.</summary>
    public static NumberRange? Numbers(string text, out string complaint)
    {
        complaint = "is no range of numbers; give FIRST-LAST of equal length, for instance \"+390212345600-+390212345699\" or \"300-399\"";
        var parts = text.Split('-');
        var isRange =
            parts.Length == 2
            && parts.All(p => Checks.AnyNumber(p) is null)
            && parts[0].Length == parts[1].Length
            && string.CompareOrdinal(parts[0], parts[1]) <= 0;
        return isRange ? new NumberRange(parts[0], parts[1]) : null;
    }

    /// <summary>The range that holds just one address.</summary>
    public static IPNetwork ForOne(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);

    private static PeerTransport? Transport(string[] parts) =>
        parts.Length == 1
            ? PeerTransport.Unspecified
            : parts[1].ToLowerInvariant() switch
            {
                "transport=udp" => PeerTransport.Udp,
                "transport=tcp" => PeerTransport.Tcp,
                "transport=tls" => PeerTransport.Tls,
                _ => null,
            };

    private static bool HostAndPort(string text, out string host, out int? port)
    {
        port = null;
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        host = (end > 0 ? text[..end] : text).ToLowerInvariant();
        var rest = end > 0 ? text[end..] : "";
        if (host.StartsWith('['))
        {
            host = host.Trim('[', ']');
            if (!IPAddress.TryParse(host, out _))
            {
                return false;
            }
        }
        else if (!Checks.IsHostName(host) && !IPAddress.TryParse(host, out _))
        {
            return false;
        }
        if (rest.Length == 0)
        {
            return true;
        }
        var isPort =
            int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536;
        port = number;
        return rest[0] == ':' && isPort;
    }
}
