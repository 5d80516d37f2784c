using System.Collections.Immutable;

namespace Ponte.Sip.Sdp.Negotiation;

public static partial class AudioNegotiation
{
    /// <summary>
    /// Answers an offer: the audio stream in use, else the first one that fits, is taken; all other streams are declined in their place.
    /// </summary>
    /// <param name="offer">The peer's offer.</param>
    /// <param name="local">Our end.</param>
    /// <param name="capabilities">What we can do.</param>
    /// <param name="wanted">What we would do; the answer takes from it what the offer allows (RFC 3264 section 6.1).</param>
    /// <param name="previous">What holds in this dialog.</param>
    /// <param name="lastSent">The description that we sent last, if it is not the agreed one.</param>
    public static AnswerResult Answer(
        SessionDescription offer,
        LocalMedia local,
        AudioCapabilities capabilities,
        AudioDirection wanted,
        AgreedAudio? previous = null,
        SessionDescription? lastSent = null
    )
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(capabilities);
        string? refusal = null;
        foreach (var index in AudioStreams(offer, previous))
        {
            var (accepted, fault) = Accept(offer, index, local, capabilities, wanted, previous);
            if (accepted is not null)
            {
                var answer = Described(offer, index, accepted, local, lastSent ?? previous?.Local);
                return AnswerResult.Of(accepted.Agreed with { Local = answer });
            }
            refusal ??= fault;
        }
        return AnswerResult.Refused(refusal ?? "no audio stream is offered");
    }

    /// <summary>The audio streams that are offered, the one in use first.</summary>
    private static IEnumerable<int> AudioStreams(SessionDescription offer, AgreedAudio? previous)
    {
        var inUse = previous?.MediaIndex ?? -1;
        if (inUse >= 0 && inUse < offer.Media.Length && IsOfferedAudio(offer.Media[inUse]))
        {
            yield return inUse;
        }
        for (var i = 0; i < offer.Media.Length; i++)
        {
            if (i != inUse && IsOfferedAudio(offer.Media[i]))
            {
                yield return i;
            }
        }
    }

    private static bool IsOfferedAudio(MediaDescription media) =>
        media.Port != 0 && media.Media.Equals("audio", StringComparison.OrdinalIgnoreCase);

    private static (Accepted? Accepted, string? Fault) Accept(
        SessionDescription offer,
        int index,
        LocalMedia local,
        AudioCapabilities capabilities,
        AudioDirection wanted,
        AgreedAudio? previous
    )
    {
        var media = offer.Media[index];
        if (MediaProtocols.Fault(media.Protocol, capabilities.Srtp) is { } protocolFault)
        {
            return (null, protocolFault);
        }
        var (offered, formatFault) = RemoteFormat.Read(media);
        var mux = capabilities.RtcpMux && media.RtcpMux && previous?.RtcpMux != false;
        var (address, addressFault) = RemoteAddress.Read(offer, media, mux, local.Rtp.AddressFamily);
        if ((formatFault ?? addressFault) is { } fault)
        {
            return (null, fault);
        }
        var formats = CommonFormats.ForAnswer(capabilities, offered);
        if (formats.Length == 0)
        {
            return (null, "no common codec");
        }
        var crypto = capabilities.Srtp == SrtpUse.Required ? CryptoChoice.ForAnswer(media.Cryptos, capabilities, local) : null;
        if (capabilities.Srtp == SrtpUse.Required && crypto is null)
        {
            return (null, "no common crypto suite");
        }
        var ice = IceNegotiation.ForAnswer(offer, media, local, capabilities, previous);
        var theirs = Effective(offer.DirectionOf(media), address);
        // The peer's own one-way offer is answered as it must be; only what we want one-way is turned into inactive.
        var direction = ForPeer(wanted, capabilities.HoldStyle) & theirs.Reversed();
        var audio = DescriptionWriter.Audio(
            local,
            media.Protocol,
            formats,
            capabilities.PacketTime,
            mux,
            crypto is { } pair ? [pair.Local] : [],
            ice?.Local,
            direction
        );
        var agreed = new AgreedAudio(offer, offer, index)
        {
            RemoteRtp = address.Rtp ?? previous?.RemoteRtp,
            RemoteRtcp = address.Rtcp ?? previous?.RemoteRtcp,
            RtcpMux = mux,
            Direction = direction,
            Formats = [.. formats.Select(f => Agreed(offered.First(o => o.Map == f.Map), f.Map.PayloadType))],
            PacketTime = media.PacketTime ?? capabilities.PacketTime,
            LocalCrypto = crypto?.Local,
            RemoteCrypto = crypto?.Remote,
            Ice = ice,
            IsHeldByPeer = !theirs.HasFlag(AudioDirection.ReceiveOnly),
        };
        return (new Accepted(audio, agreed), null);
    }

    private static SessionDescription Described(
        SessionDescription offer,
        int index,
        Accepted accepted,
        LocalMedia local,
        SessionDescription? lastSent
    )
    {
        ImmutableArray<MediaDescription> media =
        [
            .. offer.Media.Select((m, i) => i == index ? accepted.Audio : DescriptionWriter.Declined(m)),
        ];
        // The answer repeats the offer's t= line (RFC 3264 section 6).
        var time = offer.Lines.FirstOrDefault(l => l.Type == 't').Value ?? "0 0";
        return DescriptionWriter.Versioned(DescriptionWriter.Session(local, media, accepted.Agreed.Ice is not null, time), lastSent);
    }

    private sealed record Accepted(MediaDescription Audio, AgreedAudio Agreed);
}
