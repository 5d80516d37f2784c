using System.Net;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Resolution;

/// <summary>One address to try.</summary>
/// <param name="Protocol">The transport protocol.</param>
/// <param name="Address">Address and port.</param>
/// <param name="ServerName">
/// The name a TLS peer must prove to be: the host that was asked for, never the name that DNS led to (RFC 5922 section 4).
/// </param>
public sealed record ResolvedHop(TransportProtocol Protocol, IPEndPoint Address, string ServerName)
{
    /// <summary>The hop as a target to connect to.</summary>
    public SipTarget ToTarget(string profile) => new(Protocol, Address, Protocol == TransportProtocol.Tls ? ServerName : "", profile);
}
