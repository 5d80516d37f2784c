using System.Collections.Immutable;
using System.Globalization;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Writes our descriptions: always the same lines in the same order, so that equal content is equal text.</summary>
internal static class DescriptionWriter
{
    public static SessionDescription Session(LocalMedia local, ImmutableArray<MediaDescription> media, bool hasIce, string time = "0 0")
    {
        var connection = SdpConnection.For(local.Rtp.Address).ToString();
        var origin = new SdpOrigin("-", local.SessionId.ToString(CultureInfo.InvariantCulture), local.Version, connection);
        return new SessionDescription(
            [
                new SdpLine('v', "0"),
                new SdpLine('o', origin.ToString()),
                new SdpLine('s', "-"),
                new SdpLine('c', connection),
                new SdpLine('t', time),
                .. IceNegotiation.SessionLines(hasIce),
            ],
            media
        );
    }

    public static MediaDescription Audio(
        LocalMedia local,
        string protocol,
        ImmutableArray<LocalFormat> formats,
        TimeSpan packetTime,
        bool mux,
        ImmutableArray<CryptoAttribute> cryptos,
        IceCredentials? ice,
        AudioDirection direction
    )
    {
        var lines = ImmutableArray.CreateBuilder<SdpLine>(16);
        foreach (var format in formats)
        {
            lines.Add(SdpLine.Attribute("rtpmap", format.Map.ToString()));
            if (format.Parameters is not null)
            {
                lines.Add(SdpLine.Attribute("fmtp", $"{format.Number} {format.Parameters}"));
            }
        }
        lines.Add(SdpLine.Attribute("ptime", Milliseconds(packetTime)));
        if (local.RtcpPort != local.Rtp.Port + 1)
        {
            lines.Add(SdpLine.Attribute("rtcp", local.RtcpPort.ToString(CultureInfo.InvariantCulture)));
        }
        if (mux)
        {
            lines.Add(SdpLine.Attribute("rtcp-mux"));
        }
        lines.AddRange(cryptos.Select(c => SdpLine.Attribute("crypto", c.Print())));
        lines.AddRange(IceNegotiation.Lines(local, ice, needsRtcp: !mux));
        lines.Add(SdpLine.Attribute(direction.ToAttribute()));
        return new MediaDescription("audio", local.Rtp.Port, protocol, [.. formats.Select(f => f.Number)]) { Lines = lines.ToImmutable() };
    }

    private static string Milliseconds(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? (time.Ticks / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture)
            : time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A stream that is declined or gone: port 0, one format because the grammar wants one (RFC 3264 section 6).</summary>
    public static MediaDescription Declined(MediaDescription media) =>
        new(media.Media, 0, media.Protocol, media.Formats.Length > 0 ? [media.Formats[0]] : []);

    /// <summary>
    /// The version rule of RFC 3264 section 8: what equals the last description is that description; what differs gets the next version.
    /// </summary>
    public static SessionDescription Versioned(SessionDescription fresh, SessionDescription? lastSent) =>
        lastSent is null ? fresh
        : fresh.HasSameBodyAs(lastSent) ? lastSent
        : fresh.WithVersion(lastSent.Origin.Version + 1);
}
