using System.Collections.Immutable;
using System.Net.Sockets;
using Ponte.Pbx.Document;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>What the company's rules need to know of the machine that they run on.</summary>
public sealed record PbxSettings
{
    /// <summary>Our listeners.</summary>
    public required ImmutableArray<LocalAddress> Listeners { get; init; }

    /// <summary>The names of the media addresses in the settings; <c>default</c> is always there.</summary>
    public ImmutableHashSet<string> MediaAddresses { get; init; } = [DefaultMediaAddress];

    /// <summary>The folder of hold music: a whole path, because the media reads it.</summary>
    public string MusicFolder { get; init; } = "";

    /// <summary>Fetches a secret of the document; null where its reference leads nowhere.</summary>
    public Func<SecretReference, string?> Secret { get; init; } = static _ => null;

    /// <summary>The media address of lines that have none of their own.</summary>
    public const string DefaultMediaAddress = "default";

    /// <summary>The media address of phones: of the name <c>phones</c>, or the default one.</summary>
    public string MediaAddressForPhones => MediaAddresses.Contains(PhonesMediaAddress) ? PhonesMediaAddress : DefaultMediaAddress;

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

    /// <summary>The media address for a line: of its own name, of its kind, or the default one.</summary>
    public string MediaAddressFor(LineSettings line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var kind = line.Kind.ToString().ToLowerInvariant();
        return MediaAddresses.Contains(line.Name) ? line.Name
            : MediaAddresses.Contains(kind) ? kind
            : DefaultMediaAddress;
    }
}
