using System.Collections.Immutable;
using System.Globalization;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Microsoft;

/// <summary>Gives a plain description the looks of a Microsoft media processor's (reference section 10).</summary>
internal static class MicrosoftDress
{
    /// <summary>Codecs that Teams offers and the simulator does not speak; whoever chooses only these hears nothing.</summary>
    private static readonly (string Format, string Map, string? Parameters)[] Extra =
    [
        ("104", "SILK/16000", null),
        ("103", "SILK/8000", null),
        ("111", "SIREN/16000", "bitrate=16000"),
        ("97", "RED/8000", null),
        ("118", "CN/16000", null),
    ];

    public static SessionDescription Of(SessionDescription plain, bool offering, bool withVideo)
    {
        var connection = plain.Connection!.ToString();
        var media = plain.Media.Select(m => m.Port == 0 ? m : Audio(m, connection, offering)).ToImmutableArray();
        if (offering && withVideo)
        {
            media = media.Add(Video());
        }
        return new SessionDescription(
            [
                new SdpLine('v', "0"),
                new SdpLine('o', (plain.Origin with { Version = 0, Address = "IN IP4 127.0.0.1" }).ToString()),
                new SdpLine('s', "session"),
                new SdpLine('c', connection),
                new SdpLine('b', "CT:10000000"),
                .. plain.Lines.Where(l => l.Type == 't'),
            ],
            media
        );
    }

    private static MediaDescription Audio(MediaDescription plain, string connection, bool offering)
    {
        var maps = plain.Lines.Where(l => l.IsAttribute("rtpmap") || l.IsAttribute("fmtp")).ToList();
        var formats = plain.Formats;
        if (offering)
        {
            formats = ["104", .. formats.Take(1), "103", "111", .. formats.Skip(1).SkipLast(1), "97", .. formats.TakeLast(1), "118"];
            foreach (var (format, map, parameters) in Extra)
            {
                maps.Add(SdpLine.Attribute("rtpmap", $"{format} {map}"));
                if (parameters is not null)
                {
                    maps.Add(SdpLine.Attribute("fmtp", $"{format} {parameters}"));
                }
            }
        }
        var rtcp = plain.RtcpMux ? plain.Port : plain.Port + 1;
        var others = plain.Lines.Where(l => !l.IsAttribute("rtpmap") && !l.IsAttribute("fmtp") && !l.IsAttribute("rtcp"));
        if (offering)
        {
            // Microsoft counts its lines from 2.
            others = others.Select(l => l.IsAttribute("crypto") ? Retagged(l) : l);
        }
        return plain with
        {
            Formats = formats,
            Lines =
            [
                new SdpLine('c', connection),
                SdpLine.Attribute("rtcp", rtcp.ToString(CultureInfo.InvariantCulture)),
                SdpLine.Attribute("label", "main-audio"),
                SdpLine.Attribute("mid", "1"),
                SdpLine.Attribute("x-ssrc-range", "3001-3001"),
                .. others,
                .. maps,
            ],
        };
    }

    private static SdpLine Retagged(SdpLine line)
    {
        var crypto = CryptoAttribute.Parse(line.AttributeValue)!;
        return SdpLine.Attribute("crypto", (crypto with { Tag = crypto.Tag + 1 }).Print());
    }

    private static MediaDescription Video() =>
        new("video", 49_170, "RTP/SAVP", ["122", "121"])
        {
            Lines =
            [
                SdpLine.Attribute("label", "main-video"),
                SdpLine.Attribute("rtpmap", "122 X-H264UC/90000"),
                SdpLine.Attribute("rtpmap", "121 x-rtvc1/90000"),
            ],
        };
}
