using System.Collections.Immutable;
using System.Net;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Server.Settings;
using Ponte.Sip.Transports;

namespace Ponte.Server.Composition;

/// <summary>Makes the settings of the SIP transport of the machine's settings and the company document.</summary>
internal static class TransportSetup
{
    /// <summary>Our listeners as the transport binds them.</summary>
    public static ImmutableArray<ListenerOptions> Listeners(ServerSettings settings) =>
        [
            .. settings.Listeners.Select(l => new ListenerOptions
            {
                Name = l.Name,
                Protocol = l.Transport,
                Address = l.Address,
                AdvertisedHost = UriHost(l.AdvertisedHost),
                AdvertisedPort = l.AdvertisedPort ?? 0,
            }),
        ];

    /// <summary>Our listeners as peers reach them.</summary>
    public static ImmutableArray<LocalAddress> LocalAddresses(ServerSettings settings) =>
        [
            .. settings.Listeners.Select(l => new LocalAddress(
                l.Transport,
                l.AdvertisedHost.Length > 0 ? l.AdvertisedHost : l.Address.Address.ToString(),
                l.AdvertisedPort ?? l.Address.Port
            )),
        ];

    /// <summary>
    /// The TLS profiles: one for everybody, and one for each Teams line, under the line's name. All show our one certificate; a Teams line has
    /// its own roots and names of peers.
    /// </summary>
    public static ImmutableArray<TlsProfileOptions> Profiles(TlsSettings? tls, CompanyDocument? document)
    {
        var common = new TlsProfileOptions
        {
            Name = SipTarget.DefaultProfile,
            CertificateFile = tls?.Certificate ?? "",
            KeyFile = tls?.Key ?? "",
            TrustAnchors = tls?.TrustAnchors ?? "",
        };
        var lines = document?.Lines.OfType<TeamsSettings>() ?? [];
        return
        [
            common,
            .. lines.Select(l =>
                common with
                {
                    Name = l.Name,
                    TrustAnchors = l.TrustAnchors.Length > 0 ? l.TrustAnchors : common.TrustAnchors,
                    PeerNames = [.. l.PeerNames],
                }
            ),
        ];
    }

    /// <summary>
    /// What a peer that connects from an address has to prove: from Microsoft's ranges, that it is Microsoft; on a listener for which it is set,
    /// that a trusted root knows it. A listener that asks for no certificate proves nobody, so that calls of Microsoft are refused there.
    /// </summary>
    public static TlsRequirement RequirementOf(IPEndPoint remote, string listener, ServerSettings settings, CompanyDocument? document)
    {
        var asks = settings.Listeners.FirstOrDefault(l => l.Name.Equals(listener, StringComparison.Ordinal))?.ClientCertificate;
        if (asks == ClientCertificate.Off)
        {
            return TlsRequirement.None;
        }
        var address = remote.Address.IsIPv4MappedToIPv6 ? remote.Address.MapToIPv4() : remote.Address;
        var line = document?.Lines.OfType<TeamsSettings>().FirstOrDefault(l => l.Addresses.Any(range => range.Contains(address)));
        return line is null
            ? asks == ClientCertificate.Required
                ? new TlsRequirement { IsCertificateDemanded = true }
                : TlsRequirement.Optional
            : new TlsRequirement
            {
                IsCertificateDemanded = true,
                Profile = line.Name,
                Names = [.. line.PeerNames],
            };
    }

    private static string UriHost(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{host}]"
            : host;
}
