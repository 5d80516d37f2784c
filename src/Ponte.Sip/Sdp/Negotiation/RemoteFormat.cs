using System.Globalization;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>One format of a peer's <c>m=</c> line with its meaning.</summary>
internal sealed record RemoteFormat(RtpMap Map, string? Parameters)
{
    /// <summary>The encoding in upper case; the reduced G.729 of annex A speaks the same bit stream.</summary>
    public string Encoding { get; } = Normalised(Map.Encoding);

    public bool Is(string encoding, int clockRate, int channels = 1) =>
        Map.ClockRate == clockRate && Map.Channels == channels && string.Equals(Encoding, Normalised(encoding), StringComparison.Ordinal);

    /// <summary>
    /// Reads the formats of a medium in their order. Numbers without a meaning are left out; <paramref name="fallback"/> lends its
    /// <c>a=rtpmap</c> to an answer that leaves them out.
    /// </summary>
    /// <returns>The formats, or what is wrong with them.</returns>
    public static (IReadOnlyList<RemoteFormat> Formats, string? Fault) Read(MediaDescription media, MediaDescription? fallback = null)
    {
        if (RemappedType(media) is { } remapped)
        {
            return ([], string.Create(CultureInfo.InvariantCulture, $"payload type {remapped} is mapped twice"));
        }
        var seen = new HashSet<byte>();
        var formats = new List<RemoteFormat>(media.Formats.Length);
        foreach (var text in media.Formats)
        {
            if (!RtpMap.TryPayloadType(text, out var payloadType))
            {
                continue;
            }
            if (!seen.Add(payloadType))
            {
                return ([], string.Create(CultureInfo.InvariantCulture, $"payload type {payloadType} is listed twice"));
            }
            if ((media.MapOf(payloadType) ?? fallback?.MapOf(payloadType)) is { } map)
            {
                formats.Add(new RemoteFormat(map, media.FormatParameters(text)));
            }
        }
        return (formats, null);
    }

    private static byte? RemappedType(MediaDescription media)
    {
        var maps = new Dictionary<byte, RtpMap>();
        foreach (var map in media.RtpMaps)
        {
            var comparable = map with { Encoding = map.Encoding.ToUpperInvariant() };
            if (!maps.TryAdd(map.PayloadType, comparable) && maps[map.PayloadType] != comparable)
            {
                return map.PayloadType;
            }
        }
        return null;
    }

    private static string Normalised(string encoding)
    {
        var upper = encoding.ToUpperInvariant();
        return upper is "G729A" ? "G729" : upper;
    }
}
