using System.Globalization;
using System.Net;

namespace Ponte.Server.Settings;

/// <summary>Reads addresses with ports: <c>192.0.2.1:5060</c>, <c>[2001:db8::1]:5060</c>, or an address alone for the default port.</summary>
internal static class EndPointText
{
    /// <summary>Reads one; null where the text is none.</summary>
    public static IPEndPoint? Parse(string text, int defaultPort)
    {
        var (host, port) = Split(text);
        if (host is null || !IPAddress.TryParse(host, out var address))
        {
            return null;
        }
        return port is null ? new IPEndPoint(address, defaultPort)
            : TryPort(port, out var number) ? new IPEndPoint(address, number)
            : null;
    }

    /// <summary>Reads a port from 1 to 65535.</summary>
    public static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;

    /// <summary>Parts host and port at the last colon that is not within an IPv6 address; brackets are taken off. The host is null where brackets do not match.</summary>
    public static (string? Host, string? Port) Split(string text)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0)
            {
                return (null, null);
            }
            var rest = text[(close + 1)..];
            return rest.Length == 0 ? (text[1..close], null)
                : rest[0] == ':' ? (text[1..close], rest[1..])
                : (null, null);
        }
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || text.LastIndexOf(':') != colon ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
