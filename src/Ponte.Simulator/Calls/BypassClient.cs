using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Ponte.Simulator.Media;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Calls;

/// <summary>
/// What one client writes about itself in media bypass. Before it settled, its c= and m= lines name a relay of Microsoft that lets nothing through, so media
/// that follows them and not ICE is lost.
/// </summary>
internal static class BypassClient
{
    private static readonly string[] Names = ["ice-ufrag", "ice-pwd", "candidate", "remote-candidates"];

    /// <summary>A description with ICE, in place of what was there of it.</summary>
    /// <param name="plain">The description, with or without.</param>
    /// <param name="media">The client's audio.</param>
    /// <param name="credentials">Its credentials.</param>
    /// <param name="chosen">The SBC's candidate, once the pair is nominated: the description is then final.</param>
    public static SessionDescription Describe(SessionDescription plain, MediaEndpoint media, IceCredentials credentials, IPEndPoint? chosen)
    {
        var at = plain.Media.IndexOf(BypassRules.Audio(plain)!);
        var host = media.LocalRtp;
        var relay = RelayOf(host);
        var named = chosen is null ? relay : host;
        ImmutableArray<SdpLine> lines =
        [
            .. plain.Media[at].Lines.Where(l => !Names.Any(l.IsAttribute)).Select(l => l.IsAttribute("rtcp") ? Rtcp(named) : l),
            SdpLine.Attribute("ice-ufrag", credentials.Fragment),
            SdpLine.Attribute("ice-pwd", credentials.Password),
            SdpLine.Attribute("candidate", Candidate(host, "host", 2_130_706_431)),
            .. chosen is null
                ? [SdpLine.Attribute("candidate", Candidate(relay, "relay", 16_777_215) + $" raddr {host.Address} rport {host.Port}")]
                : new[] { SdpLine.Attribute("remote-candidates", new IceRemoteCandidate(1, chosen).ToString()) },
        ];
        return plain with { Media = plain.Media.SetItem(at, plain.Media[at] with { Port = named.Port, Lines = lines }) };
    }

    /// <summary>The port beside the client's own, where nothing is expected.</summary>
    private static IPEndPoint RelayOf(IPEndPoint host) => new(host.Address, host.Port + 1);

    private static SdpLine Rtcp(IPEndPoint named) => SdpLine.Attribute("rtcp", named.Port.ToString(CultureInfo.InvariantCulture));

    private static string Candidate(IPEndPoint address, string type, uint priority) =>
        new IceCandidate("1", 1, "UDP", priority, address.Address.ToString(), address.Port, type).ToString();
}
