using System.Buffers;
using System.Net;

namespace Ponte.Sip.Resolution;

/// <summary>Rules of host names in SIP URIs and the DNS.</summary>
internal static class HostNames
{
    /// <summary>The longest name in the DNS (RFC 1035 section 2.3.4), written as text.</summary>
    private const int MaxLength = 253;

    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789.");

    /// <summary>The name in lower case without a dot at the end; null when it is no host name.</summary>
    public static string? Normalise(string name)
    {
        var trimmed = name.EndsWith('.') ? name[..^1] : name;
        if (trimmed.Length is 0 or > MaxLength)
        {
            return null;
        }
        var labelLength = 0;
        foreach (var c in trimmed)
        {
            if (c == '.')
            {
                if (labelLength == 0)
                {
                    return null;
                }
                labelLength = 0;
                continue;
            }
            // The underscore is no host name's, but SRV names and some private networks have it.
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_') || ++labelLength > MaxLabelLength)
            {
                return null;
            }
        }
        return labelLength == 0 ? null : trimmed.ToLowerInvariant();
    }

    /// <summary>Reads an IP address; one of IPv6 with or without brackets. Forms such as <c>127.1</c> or <c>0x7f000001</c> are none.</summary>
    public static bool TryParseAddress(string host, out IPAddress address)
    {
        address = IPAddress.None;
        var text = host.AsSpan();
        if (text.Length > 2 && text[0] == '[' && text[^1] == ']')
        {
            text = text[1..^1];
        }
        else if (!text.Contains(':') && (text.Count('.') != 3 || text.ContainsAnyExcept(AddressCharacters)))
        {
            return false;
        }
        if (!IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }
        address = parsed;
        return true;
    }

    /// <summary>Whether a peer can have this address: not unspecified, not multicast, not broadcast.</summary>
    public static bool IsUsable(IPAddress address) =>
        !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any)
        && !address.Equals(IPAddress.Broadcast)
        && !address.IsIPv6Multicast
        && !(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && address.GetAddressBytes()[0] is >= 224 and < 240);
}
