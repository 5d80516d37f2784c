using System.Collections.Immutable;
using System.Net;

namespace Ponte.Media.Control.Model;

/// <summary>All that SDP agreed for one stream. Applied whole: a second configuration replaces the first without a gap in what flows.</summary>
public sealed record StreamSettings
{
    /// <summary>Where the peer's SDP wants RTP; null until its answer is known.</summary>
    public IPEndPoint? RemoteRtp { get; init; }

    /// <summary>Where the peer's SDP wants RTCP; equal to <see cref="RemoteRtp"/> with <see cref="RtcpMux"/>.</summary>
    public IPEndPoint? RemoteRtcp { get; init; }

    /// <summary>Whether RTP and RTCP share one port (RFC 5761).</summary>
    public bool RtcpMux { get; init; }

    /// <summary>Which way RTP flows. RTCP reports go on in every direction, also on hold.</summary>
    public MediaDirection Direction { get; init; } = MediaDirection.SendReceive;

    /// <summary>The payload types that the peer sends to us and we to it, in order of preference. The first audio format is what tones are made in.</summary>
    public ImmutableArray<PayloadFormat> Formats { get; init; } = [];

    /// <summary>Length of the packets that we make ourselves (<c>a=ptime</c>).</summary>
    public TimeSpan PacketTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Protects what we send; null for plain RTP.</summary>
    public SrtpKey? SendKey { get; init; }

    /// <summary>Opens what we receive; null for plain RTP.</summary>
    public SrtpKey? ReceiveKey { get; init; }

    /// <summary>
    /// Send to the source that RTP really comes from (symmetric RTP). The first authentic source wins and is kept: a packet from another
    /// address is dropped and counted, unless a new configuration names it or the latched source has been silent for <see cref="RelatchAfter"/>.
    /// </summary>
    public bool LatchToSource { get; init; } = true;

    /// <summary>Silence of the latched source after which another source may take its place.</summary>
    public TimeSpan RelatchAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// ICE with the peer; null without. Media then goes to the pair that the peer nominated, and to nothing before; <see cref="RemoteRtp"/>
    /// and <see cref="LatchToSource"/> decide nothing. Other local credentials restart ICE: the old pair carries on until the next nomination.
    /// </summary>
    public IceSettings? Ice { get; init; }

    /// <summary>
    /// The datagrams are those of a fax (T.38 over UDPTL), not RTP: they pass between connected streams as they are. There is one address,
    /// <see cref="RemoteRtp"/>; keys, <see cref="Ice"/> and <see cref="Formats"/> are not for them. Nothing is made for the peer, no RTCP is sent, and
    /// silence says nothing: who receives a page sends none for minutes.
    /// </summary>
    public bool IsUdptl { get; init; }

    /// <summary>Send filler (silence in the negotiated audio format) to this peer while its bridged partner sends none, so that carriers with RTP time-outs keep the call.</summary>
    public bool FillSilence { get; init; }

    /// <summary>No RTP for so long while we expect some raises <see cref="Events.StreamSilent"/>; zero switches it off.</summary>
    public TimeSpan SilenceTimeout { get; init; }
}
