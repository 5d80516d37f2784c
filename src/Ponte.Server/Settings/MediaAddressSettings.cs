using System.Net;

namespace Ponte.Server.Settings;

/// <summary>An address of ours for RTP.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Bind">The address that sockets bind to.</param>
/// <param name="Advertised">The address that SDP names instead (one-to-one NAT); null for <paramref name="Bind"/>.</param>
/// <param name="FirstPort">The first port of the range.</param>
/// <param name="LastPort">The last port of the range.</param>
internal sealed record MediaAddressSettings(string Name, IPAddress Bind, IPAddress? Advertised, int FirstPort, int LastPort);
