using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Ponte.Pbx.Document;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>What the company's rules need to know of the machine that they run on.</summary>
public sealed record PbxSettings
{
    /// <summary>Our listeners.</summary>
    public required ImmutableArray<LocalAddress> Listeners { get; init; }

    /// <summary>The media addresses of the settings with their families, in order; <c>default</c> is always there.</summary>
    public ImmutableArray<(string Name, AddressFamily Family)> MediaAddresses { get; init; } =
    [(DefaultMediaAddress, AddressFamily.InterNetwork)];

    /// <summary>The folder of hold music: a whole path, because the media reads it.</summary>
    public string MusicFolder { get; init; } = "";

    /// <summary>Fetches a secret of the document; null where its reference leads nowhere.</summary>
    public Func<SecretReference, string?> Secret { get; init; } = static _ => null;

    /// <summary>The media address of lines that have none of their own.</summary>
    public const string DefaultMediaAddress = "default";

    private const string PhonesMediaAddress = "phones";

    /// <summary>The listener that a peer reaches us at: of its transport, and of its address family where there is one.</summary>
    public LocalAddress ListenerFor(PeerAddress peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var isIPv6 = peer.Address?.AddressFamily == AddressFamily.InterNetworkV6;
        var protocol = peer.Transport switch
        {
            PeerTransport.Tcp => TransportProtocol.Tcp,
            PeerTransport.Tls => TransportProtocol.Tls,
            _ => TransportProtocol.Udp,
        };
        return Listeners.FirstOrDefault(l => l.Protocol == protocol && l.IsIPv6 == isIPv6)
            ?? Listeners.FirstOrDefault(l => l.Protocol == protocol)
            ?? Listeners[0];
    }

    /// <summary>The listener that a line reaches us at: its first peer's, or the first one of a line that has none.</summary>
    public LocalAddress ListenerFor(TrunkSettings line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Peers is [var first, ..] ? ListenerFor(first) : Listeners[0];
    }

    /// <summary>The media address for a line: of its own name, of its kind, or the default one, of the family that its peer speaks.</summary>
    /// <param name="line">The line.</param>
    /// <param name="peer">The address of its peer; null where only a name is known, which leaves the choice to the names.</param>
    public string MediaAddressFor(LineSettings line, IPAddress? peer)
    {
        ArgumentNullException.ThrowIfNull(line);
        return MediaAddress(peer, line.Name, line.Kind.ToString().ToLowerInvariant());
    }

    /// <summary>The media address for a phone: of the name <c>phones</c>, or the default one, of the family that it speaks.</summary>
    public string MediaAddressForPhone(IPAddress phone) => MediaAddress(phone, PhonesMediaAddress);

    /// <summary>
    /// The first of the names that there is; of a peer's family the first of the names, else of all, because a peer that is reached by IPv6
    /// has no use for media at an IPv4 address.
    /// </summary>
    private string MediaAddress(IPAddress? peer, params string[] names)
    {
        var named = names
            .Append(DefaultMediaAddress)
            .SelectMany(n => MediaAddresses.Where(a => a.Name.Equals(n, StringComparison.Ordinal)));
        var candidates = named.Concat(MediaAddresses).ToList();
        var family = peer is { IsIPv4MappedToIPv6: true } ? AddressFamily.InterNetwork : peer?.AddressFamily;
        return candidates.FirstOrDefault(a => a.Family == family, candidates[0]).Name;
    }
}
