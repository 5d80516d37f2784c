using System.Globalization;
using System.Net;

namespace Ponte.Sip.Sdp;

/// <summary>The <c>a=rtcp</c> attribute (RFC 3605): where RTCP goes when not to the next port.</summary>
/// <param name="Port">The port.</param>
/// <param name="Address">The address, if it differs from the medium's.</param>
public readonly record struct RtcpAttribute(int Port, IPAddress? Address)
{
    /// <summary>Reads the attribute's value: <c>53020</c> or <c>53020 IN IP4 192.0.2.1</c>.</summary>
    internal static RtcpAttribute? Parse(string value)
    {
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            parts.Length is not (1 or 4)
            || !ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0
        )
        {
            return null;
        }
        var address = parts.Length == 4 ? new SdpConnection(parts[2].ToUpperInvariant(), parts[3]).IPAddress : null;
        return parts.Length == 4 && address is null ? null : new RtcpAttribute(port, address);
    }
}
