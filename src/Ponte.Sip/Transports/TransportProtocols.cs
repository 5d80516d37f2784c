namespace Ponte.Sip.Transports;

/// <summary>What follows from a <see cref="TransportProtocol"/>.</summary>
public static class TransportProtocols
{
    /// <summary>The transport's name in a Via header and in NAPTR terms: <c>UDP</c>, <c>TCP</c>, <c>TLS</c>.</summary>
    public static string ViaName(this TransportProtocol protocol) =>
        protocol switch
        {
            TransportProtocol.Udp => "UDP",
            TransportProtocol.Tcp => "TCP",
            TransportProtocol.Tls => "TLS",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };

    /// <summary>The value of the URI parameter <c>transport</c>: <c>udp</c>, <c>tcp</c>, <c>tls</c>.</summary>
    public static string UriName(this TransportProtocol protocol) =>
        protocol switch
        {
            TransportProtocol.Udp => "udp",
            TransportProtocol.Tcp => "tcp",
            TransportProtocol.Tls => "tls",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };

    /// <summary>Whether the transport delivers in order or says that it cannot; retransmission timers are then not used.</summary>
    public static bool IsReliable(this TransportProtocol protocol) => protocol != TransportProtocol.Udp;

    /// <summary>The port when none is written: 5060, for TLS 5061 (RFC 3261 section 19.1.2).</summary>
    public static int DefaultPort(this TransportProtocol protocol) => protocol == TransportProtocol.Tls ? 5061 : 5060;

    /// <summary>Reads the name of a transport as it stands in a Via header or URI parameter, in any case.</summary>
    public static bool TryParse(string? text, out TransportProtocol protocol)
    {
        protocol = TransportProtocol.Udp;
        if (string.Equals(text, "udp", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        if (string.Equals(text, "tcp", StringComparison.OrdinalIgnoreCase))
        {
            protocol = TransportProtocol.Tcp;
            return true;
        }
        if (string.Equals(text, "tls", StringComparison.OrdinalIgnoreCase))
        {
            protocol = TransportProtocol.Tls;
            return true;
        }
        return false;
    }
}
