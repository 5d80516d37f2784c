using System.Net;

namespace Ponte.Media;

/// <summary>One address of this machine on which streams are opened, under the name that commands use.</summary>
/// <param name="Name">The name in <see cref="Control.Commands.OpenStream.AddressName"/>: <c>default</c>, <c>teams</c> …</param>
/// <param name="Bind">The address that ports are bound to; never a wildcard.</param>
/// <param name="FirstPort">First port of the range, even.</param>
/// <param name="LastPort">Last port of the range, odd. Each stream takes an even port for RTP and the odd one above for RTCP.</param>
/// <param name="Advertised">What SDP shall name in place of <paramref name="Bind"/> (a router with a fixed port forward); null for the same.</param>
public sealed record MediaAddress(string Name, IPAddress Bind, int FirstPort, int LastPort, IPAddress? Advertised = null);
