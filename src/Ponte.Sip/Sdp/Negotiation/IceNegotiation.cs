using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>
/// ICE in offer and answer (RFC 8839 section 4), we as a lite agent with one IPv4 host candidate per component. A peer that names no credentials is spoken to without ICE,
/// and so is another lite agent: neither would check (RFC 8445 section 2.5).
/// </summary>
internal static class IceNegotiation
{
    /// <summary>
    /// Whether our descriptions have ICE: where the leg wants it, and only over IPv4, which is all that media bypass knows.
    /// </summary>
    public static bool IsOffered(LocalMedia local, AudioCapabilities capabilities) =>
        capabilities.IceLite && !local.IceSecret.IsDefaultOrEmpty && local.Rtp.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Our credentials in an offer: those that hold, else the first ones.</summary>
    public static IceCredentials? ForOffer(LocalMedia local, AudioCapabilities capabilities, AgreedAudio? agreed) =>
        IsOffered(local, capabilities) ? agreed?.Ice?.Local ?? IceCredentials.Of(local.IceSecret.AsSpan(), 0) : null;

    /// <summary>
    /// What answers an offer. Other credentials than before restart ICE, and are answered with new ones of ours (RFC 8839 section 4.4.1.1.1); with the same
    /// ones ours stay, in 183, 200 and each refresh.
    /// </summary>
    public static AgreedIce? ForAnswer(
        SessionDescription offer,
        MediaDescription media,
        LocalMedia local,
        AudioCapabilities capabilities,
        AgreedAudio? previous
    )
    {
        if (!IsOffered(local, capabilities) || offer.IsIceLite || offer.IceCredentialsOf(media) is not { } remote)
        {
            return null;
        }
        var generation = previous?.Ice is { } before ? before.Generation + (before.Remote == remote ? 0 : 1) : 0;
        return new AgreedIce(IceCredentials.Of(local.IceSecret.AsSpan(), generation), remote, generation);
    }

    /// <summary>What our offer and its answer agree. A peer that cannot use our candidates says so, and ICE is over (RFC 8839 section 5.3).</summary>
    public static AgreedIce? ForCompletion(
        MediaDescription offered,
        SessionDescription answer,
        MediaDescription answered,
        LocalMedia local,
        AgreedAudio? previous
    )
    {
        if (
            local.IceSecret.IsDefaultOrEmpty
            || answer.IsIceLite
            || answered.Has(IceNames.Mismatch)
            || IceCredentials.Read(offered.Value(IceNames.Fragment), offered.Value(IceNames.Password)) is not { } ours
            || answer.IceCredentialsOf(answered) is not { } remote
        )
        {
            return null;
        }
        return new AgreedIce(ours, remote, previous?.Ice?.Generation ?? 0);
    }

    /// <summary>The lines of the medium.</summary>
    public static ImmutableArray<SdpLine> Lines(LocalMedia local, IceCredentials? credentials, bool needsRtcp) =>
        credentials is null
            ? []
            :
            [
                SdpLine.Attribute(IceNames.Fragment, credentials.Fragment),
                SdpLine.Attribute(IceNames.Password, credentials.Password),
                SdpLine.Attribute(IceNames.Candidate, IceCandidate.Host(1, local.Rtp).ToString()),
                .. needsRtcp
                    ?
                    [
                        SdpLine.Attribute(
                            IceNames.Candidate,
                            IceCandidate.Host(2, new IPEndPoint(local.Rtp.Address, local.RtcpPort)).ToString()
                        ),
                    ]
                    : Array.Empty<SdpLine>(),
            ];

    /// <summary>The lines of the session; <c>ice2</c> tells a peer that it need not nominate aggressively (RFC 8445 section 10).</summary>
    public static ImmutableArray<SdpLine> SessionLines(bool hasIce) =>
        hasIce ? [SdpLine.Attribute(IceNames.Lite), SdpLine.Attribute(IceNames.Options, "ice2")] : [];
}
