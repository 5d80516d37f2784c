using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>One place to try: a host as RFC 3263 takes it, and how to reach it.</summary>
/// <param name="Host">A host name, an IPv4 address or an IPv6 address with or without brackets.</param>
/// <param name="Port">The port, or null to look it up.</param>
/// <param name="Transport">The transport, or null to look it up.</param>
public sealed record DestinationHop(string Host, int? Port = null, TransportProtocol? Transport = null)
{
    /// <summary>The TLS and trust profile of connections to it.</summary>
    public string Profile { get; init; } = SipTarget.DefaultProfile;

    /// <summary>
    /// How long each address of this hop may take until its first response, a provisional one included, before the next is
    /// tried. Default 6 s: five transmissions over UDP, and time for another hop inside the 10 s that Microsoft waits.
    /// </summary>
    public TimeSpan FirstAnswerTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// The flow to send on, which the peer may have opened: for phones (RFC 5626 section 5.3). It is not looked up or opened again; its end
    /// fails the request. Null: an address is looked up.
    /// </summary>
    public SipFlow? Flow { get; init; }

    /// <summary>Host and port as one reads them, an IPv6 address with a port in brackets.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) && Host[0] != '[' ? $"[{Host}]" : Host;
        return Port is { } port ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}") : Host;
    }
}
