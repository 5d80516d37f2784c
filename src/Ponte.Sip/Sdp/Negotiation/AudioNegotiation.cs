using System.Collections.Immutable;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>
/// Offer and answer (RFC 3264) as pure functions, for one audio stream. Every other stream is declined with port 0 in its place.
/// </summary>
/// <remarks>
/// <para>A leg keeps one <see cref="LocalMedia"/> for its whole life, the last <see cref="AgreedAudio"/>, and the description that it
/// sent last (also a refused one): equal content is then sent again unchanged, changed content gets the next <c>o=</c> version.</para>
/// <para>Early answers of forked calls are completed one by one against the same offer.</para>
/// </remarks>
public static partial class AudioNegotiation
{
    /// <summary>An offer with all that a leg can do.</summary>
    /// <param name="local">Our end.</param>
    /// <param name="capabilities">What we can do.</param>
    /// <param name="direction">What we want to do; a one-way direction becomes <c>inactive</c> for peers that know only that.</param>
    /// <param name="agreed">What holds in this dialog: its numbers, its streams and its use of one port stay.</param>
    /// <param name="lastSent">The description that we sent last, if it is not the agreed one.</param>
    public static SessionDescription Offer(
        LocalMedia local,
        AudioCapabilities capabilities,
        AudioDirection direction,
        AgreedAudio? agreed = null,
        SessionDescription? lastSent = null
    )
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(capabilities);
        var ice = IceNegotiation.ForOffer(local, capabilities, agreed);
        var audio = DescriptionWriter.Audio(
            local,
            MediaProtocols.For(capabilities.Srtp),
            CommonFormats.ForOffer(capabilities, agreed),
            capabilities.PacketTime,
            agreed?.RtcpMux ?? capabilities.RtcpMux,
            agreed?.LocalCrypto is { } crypto ? [crypto] : CryptoChoice.ForOffer(capabilities, local),
            ice,
            ForPeer(direction, capabilities.HoldStyle)
        );
        // What was sent last may have more lines than what is agreed, after a fax or a refused offer; none may go again.
        ImmutableArray<MediaDescription> media = agreed is null
            ? [audio]
            : [.. (lastSent ?? agreed.Local).Media.Select((m, i) => i == agreed.MediaIndex ? audio : DescriptionWriter.Declined(m))];
        return DescriptionWriter.Versioned(DescriptionWriter.Session(local, media, ice is not null), lastSent ?? agreed?.Local);
    }

    /// <summary>
    /// An offer within a call that changes nothing but the direction: hold, retrieve, the answer to an INVITE without description. Without a
    /// change it is the last description itself.
    /// </summary>
    /// <param name="agreed">What holds.</param>
    /// <param name="direction">What we want to do.</param>
    /// <param name="holdStyle">How the peer is told of hold.</param>
    /// <param name="lastSent">The description that we sent last, if it is not the agreed one.</param>
    public static SessionDescription Reoffer(
        AgreedAudio agreed,
        AudioDirection direction,
        HoldStyle holdStyle,
        SessionDescription? lastSent = null
    )
    {
        ArgumentNullException.ThrowIfNull(agreed);
        var audio = agreed.Local.Media[agreed.MediaIndex].WithDirection(ForPeer(direction, holdStyle));
        audio = audio with
        {
            Lines =
            [
                .. audio.Lines.Where(l =>
                    // What the peer did not take is not offered again: mux and suite stay what they are for the whole call.
                    (agreed.RtcpMux || !l.IsAttribute("rtcp-mux"))
                    && (!l.IsAttribute("crypto") || CryptoAttribute.Parse(l.AttributeValue)?.Tag == agreed.LocalCrypto?.Tag)
                ),
            ],
        };
        var fresh = agreed.Local with { Media = agreed.Local.Media.SetItem(agreed.MediaIndex, audio) };
        return DescriptionWriter.Versioned(fresh, lastSent ?? agreed.Local);
    }

    /// <summary>The peer's answer to our offer.</summary>
    /// <param name="ourOffer">What we sent.</param>
    /// <param name="theirAnswer">What came back.</param>
    /// <param name="local">Our end.</param>
    /// <param name="capabilities">What the offer was made from.</param>
    /// <param name="previous">What held before in this dialog.</param>
    public static AgreeResult Complete(
        SessionDescription ourOffer,
        SessionDescription theirAnswer,
        LocalMedia local,
        AudioCapabilities capabilities,
        AgreedAudio? previous = null
    )
    {
        ArgumentNullException.ThrowIfNull(ourOffer);
        ArgumentNullException.ThrowIfNull(theirAnswer);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(capabilities);
        var index = ourOffer.Media.IndexOf(ourOffer.Media.First(m => m.Port != 0));
        var offered = ourOffer.Media[index];
        if (theirAnswer.Media.Length <= index || theirAnswer.Media[index] is not { Port: not 0 } answered)
        {
            return AgreeResult.Refused("the answer declines the audio");
        }
        if (!answered.Media.Equals("audio", StringComparison.OrdinalIgnoreCase))
        {
            return AgreeResult.Refused($"the answer has {answered.Media} where audio was offered");
        }
        if (MediaProtocols.Fault(answered.Protocol, capabilities.Srtp) is { } protocolFault)
        {
            return AgreeResult.Refused(protocolFault);
        }
        var (formats, formatFault) = AgreedFormats(offered, answered);
        var mux = offered.RtcpMux && answered.RtcpMux;
        var (address, addressFault) = RemoteAddress.Read(theirAnswer, answered, mux, local.Rtp.AddressFamily);
        if ((formatFault ?? addressFault) is { } fault)
        {
            return AgreeResult.Refused(fault);
        }
        var crypto = CryptoChoice.ForCompletion(offered.Cryptos, answered.Cryptos);
        if (capabilities.Srtp == SrtpUse.Required && crypto is null)
        {
            return AgreeResult.Refused("the answer takes none of the offered crypto suites");
        }
        var theirs = Effective(theirAnswer.DirectionOf(answered), address);
        return AgreeResult.Of(
            new AgreedAudio(ourOffer, theirAnswer, index)
            {
                RemoteRtp = address.Rtp ?? previous?.RemoteRtp,
                RemoteRtcp = address.Rtcp ?? previous?.RemoteRtcp,
                RtcpMux = mux,
                Direction = ourOffer.DirectionOf(offered) & theirs.Reversed(),
                Formats = formats,
                PacketTime = answered.PacketTime ?? capabilities.PacketTime,
                LocalCrypto = capabilities.Srtp == SrtpUse.None ? null : crypto?.Local,
                RemoteCrypto = capabilities.Srtp == SrtpUse.None ? null : crypto?.Remote,
                Ice = IceNegotiation.ForCompletion(offered, theirAnswer, answered, local, previous),
                IsHeldByPeer = !theirs.HasFlag(AudioDirection.ReceiveOnly),
            }
        );
    }

    private static (ImmutableArray<AgreedFormat> Formats, string? Fault) AgreedFormats(MediaDescription offered, MediaDescription answered)
    {
        var (theirs, fault) = RemoteFormat.Read(answered, offered);
        if (fault is not null)
        {
            return ([], fault);
        }
        var (ours, _) = RemoteFormat.Read(offered);
        var formats = ImmutableArray.CreateBuilder<AgreedFormat>();
        foreach (var format in theirs)
        {
            if (RemoteFormat.Find(ours, format.Map.Encoding, format.Map.ClockRate, format.Map.Channels) is { } own)
            {
                formats.Add(Agreed(format, own.Map.PayloadType));
            }
        }
        return formats.Any(f => f.IsAudio) ? (formats.ToImmutable(), null) : ([], "the answer has no codec of the offer");
    }

    private static AgreedFormat Agreed(RemoteFormat remote, byte receive) =>
        new(remote.Map.PayloadType, receive, remote.Encoding, remote.Map.ClockRate, remote.Map.Channels, remote.Parameters);

    private static AudioDirection ForPeer(AudioDirection direction, HoldStyle style) =>
        style == HoldStyle.InactiveOnly && direction != AudioDirection.SendReceive ? AudioDirection.Inactive : direction;

    /// <summary>A peer without an address receives nothing, whatever its attribute says.</summary>
    private static AudioDirection Effective(AudioDirection theirs, RemoteAddress address) =>
        address.IsUnspecified ? theirs & ~AudioDirection.ReceiveOnly : theirs;
}
