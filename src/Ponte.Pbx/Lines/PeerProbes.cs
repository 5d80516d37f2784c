using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Lines;

/// <summary>Makes the OPTIONS for the peers of a line.</summary>
internal static class PeerProbes
{
    /// <summary>What we serve; Microsoft looks for REFER and NOTIFY here (Direct Routing, OPTIONS).</summary>
    public const string Allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, INFO, REFER, NOTIFY";

    /// <summary>The probes of a line's peers or hubs.</summary>
    public static IReadOnlyList<PeerProbe> Of(LineSettings line, PbxSettings settings) =>
        line switch
        {
            TeamsSettings teams => [.. teams.Hubs.Select(h => OfHub(teams, h))],
            TrunkSettings trunk => [.. trunk.Peers.Select(p => OfPeer(trunk, p, settings))],
            _ => [],
        };

    private static PeerProbe OfHub(TeamsSettings line, HubAddress hub)
    {
        var own = new SipUriBuilder { Host = line.Fqdn, Port = line.Port }.ToString();
        var far = new SipUriBuilder { Host = hub.Host, Port = hub.Port }.ToString();
        var hop = new DestinationHop(hub.Host, hub.Port, TransportProtocol.Tls) { Profile = line.Name, FirstAnswerTimeout = line.Timeout };
        var request = Options(hop, far, own, Contacts.Teams("", line.Fqdn, line.Port));
        return new PeerProbe(hub.ToString(), request, PeerProbe.OfHub);
    }

    private static PeerProbe OfPeer(TrunkSettings line, PeerAddress peer, PbxSettings settings)
    {
        var listener = settings.ListenerFor(peer);
        var own = new SipUriBuilder { Host = listener.Host, Port = listener.Port }.ToString();
        var far = new SipUriBuilder { Host = peer.Host, Port = peer.Port }.ToString();
        var request = Options(TrunkTargets.Hop(peer, line.Timeout), far, own, Contacts.AtListener(listener, ""));
        return new PeerProbe(peer.ToString(), request, PeerProbe.OfPeer);
    }

    private static OutgoingRequest Options(DestinationHop hop, string far, string own, string contact) =>
        new()
        {
            Method = SipMethod.Options,
            Destination = Destination.To(hop),
            RequestUri = _ => far,
            From = $"<{own}>",
            To = $"<{far}>",
            Contact = contact,
            Headers = [new ExtraHeader("Allow", Allow), new ExtraHeader("Accept", "application/sdp")],
        };
}
