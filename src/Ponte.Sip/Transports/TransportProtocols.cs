namespace Ponte.Sip.Transports;

/// <summary>What follows from a <see cref="TransportProtocol"/>.</summary>
public static class TransportProtocols
{
    /// <summary>The transport's name in a Via header and in NAPTR terms: <c>UDP</c>, <c>TCP</c>, <c>TLS</c>, <c>WS</c>, <c>WSS</c>.</summary>
    public static string ViaName(this TransportProtocol protocol) =>
        protocol switch
        {
            TransportProtocol.Udp => "UDP",
            TransportProtocol.Tcp => "TCP",
            TransportProtocol.Tls => "TLS",
            TransportProtocol.Ws => "WS",
            TransportProtocol.Wss => "WSS",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };

    /// <summary>The value of the URI parameter <c>transport</c>: <c>udp</c>, <c>tcp</c>, <c>tls</c>, and <c>ws</c> with TLS and without (RFC 7118 section 5.3).</summary>
    public static string UriName(this TransportProtocol protocol) =>
        protocol switch
        {
            TransportProtocol.Udp => "udp",
            TransportProtocol.Tcp => "tcp",
            TransportProtocol.Tls => "tls",
            TransportProtocol.Ws or TransportProtocol.Wss => "ws",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };

    /// <summary>Whether the transport delivers in order or says that it cannot; retransmission timers are then not used.</summary>
    public static bool IsReliable(this TransportProtocol protocol) => protocol != TransportProtocol.Udp;

    /// <summary>Whether the peer is one that only it can connect to us: a browser or another client of WebSockets.</summary>
    public static bool IsWebSocket(this TransportProtocol protocol) => protocol is TransportProtocol.Ws or TransportProtocol.Wss;

    /// <summary>The port when none is written: 5060, for TLS 5061 (RFC 3261 section 19.1.2); that of HTTP for WebSockets (RFC 7118 section 5.2.4).</summary>
    public static int DefaultPort(this TransportProtocol protocol) =>
        protocol switch
        {
            TransportProtocol.Tls => 5061,
            TransportProtocol.Ws => 80,
            TransportProtocol.Wss => 443,
            _ => 5060,
        };

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
        if (string.Equals(text, "ws", StringComparison.OrdinalIgnoreCase))
        {
            protocol = TransportProtocol.Ws;
            return true;
        }
        if (string.Equals(text, "wss", StringComparison.OrdinalIgnoreCase))
        {
            protocol = TransportProtocol.Wss;
            return true;
        }
        return false;
    }
}
