using System.Globalization;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>One format of a peer's <c>m=</c> line with its meaning.</summary>
internal sealed record RemoteFormat(RtpMap Map, string? Parameters)
{
    /// <summary>The encoding in upper case; the reduced G.729 of annex A speaks the same bit stream.</summary>
    public string Encoding { get; } = Normalised(Map.Encoding);

    public bool Is(string encoding, int clockRate, int channels = 1) =>
        Map.ClockRate == clockRate && Map.Channels == channels && string.Equals(Encoding, Normalised(encoding), StringComparison.Ordinal);

    /// <summary>The first one of an encoding; null without.</summary>
    public static RemoteFormat? Find(IReadOnlyList<RemoteFormat> formats, string encoding, int clockRate, int channels = 1)
    {
        for (var i = 0; i < formats.Count; i++)
        {
            if (formats[i].Is(encoding, clockRate, channels))
            {
                return formats[i];
            }
        }
        return null;
    }

    /// <summary>
    /// Reads the formats of a medium in their order. Numbers without a meaning are left out; <paramref name="fallback"/> lends its
    /// <c>a=rtpmap</c> to an answer that leaves them out.
    /// </summary>
    /// <returns>The formats, or what is wrong with them.</returns>
    public static (IReadOnlyList<RemoteFormat> Formats, string? Fault) Read(MediaDescription media, MediaDescription? fallback = null)
    {
        var maps = media.RtpMaps.ToList();
        if (RemappedType(maps) is { } remapped)
        {
            return ([], string.Create(CultureInfo.InvariantCulture, $"payload type {remapped} is mapped twice"));
        }
        UInt128 seen = 0;
        var formats = new List<RemoteFormat>(media.Formats.Length);
        foreach (var text in media.Formats)
        {
            if (!RtpMap.TryPayloadType(text, out var payloadType))
            {
                continue;
            }
            var bit = UInt128.One << payloadType;
            if ((seen & bit) != 0)
            {
                return ([], string.Create(CultureInfo.InvariantCulture, $"payload type {payloadType} is listed twice"));
            }
            seen |= bit;
            if ((Meaning(maps, payloadType) ?? fallback?.MapOf(payloadType)) is { } map)
            {
                formats.Add(new RemoteFormat(map, media.FormatParameters(text)));
            }
        }
        return (formats, null);
    }

    private static RtpMap? Meaning(List<RtpMap> maps, byte payloadType)
    {
        foreach (var map in maps)
        {
            if (map.PayloadType == payloadType)
            {
                return map;
            }
        }
        return RtpMap.StaticFor(payloadType);
    }

    private static byte? RemappedType(List<RtpMap> maps)
    {
        foreach (var map in maps)
        {
            var first = Meaning(maps, map.PayloadType)!.Value;
            if (first with { Encoding = map.Encoding } != map || !map.Encoding.Equals(first.Encoding, StringComparison.OrdinalIgnoreCase))
            {
                return map.PayloadType;
            }
        }
        return null;
    }

    private static string Normalised(string encoding)
    {
        if (encoding.Equals(AgreedFormat.Names.TelephoneEvent, StringComparison.OrdinalIgnoreCase))
        {
            return AgreedFormat.Names.TelephoneEvent; // written in lower case by everybody: upper case would be made again each time
        }
        var upper = encoding.ToUpperInvariant();
        return upper is "G729A" ? "G729" : upper;
    }
}
