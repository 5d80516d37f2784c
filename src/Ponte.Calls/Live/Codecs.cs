using System.Collections.Immutable;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <summary>Keeps both legs of a call to codecs that they share, so that audio is relayed; where they share none see <see cref="Transcoder"/>.</summary>
internal static class Codecs
{
    /// <summary>All that any leg can do. G.711 first: whoever comes later knows it.</summary>
    public static ImmutableArray<AgreedFormat> All { get; } =
    [
        .. new[] { CodecOffer.Pcma, CodecOffer.Pcmu, CodecOffer.G722, CodecOffer.G729 }.Select(c => new AgreedFormat(
            0,
            0,
            c.Encoding,
            c.ClockRate,
            c.Channels
        )),
        new AgreedFormat(0, 0, "TELEPHONE-EVENT", 8000),
    ];

    /// <summary>What a leg may offer or accept when its partner has agreed to <paramref name="partner"/>: no more, and in the same order.</summary>
    public static AudioCapabilities Restrict(AudioCapabilities own, ImmutableArray<AgreedFormat> partner) =>
        own with
        {
            Codecs =
            [
                .. partner
                    .Where(f => f.IsAudio)
                    .Select(f => own.Codecs.FirstOrDefault(c => Same(c.Encoding, c.ClockRate, c.Channels, f)))
                    .OfType<CodecOffer>()
                    .Distinct(),
            ],
            TelephoneEvent = own.TelephoneEvent && partner.Any(f => !f.IsAudio && IsTelephoneEvent(f)),
        };

    /// <summary>Whether audio of one leg can be relayed to the other.</summary>
    public static bool Share(ImmutableArray<AgreedFormat> first, ImmutableArray<AgreedFormat> second) =>
        first.Any(f => f.IsAudio && second.Any(s => Same(f.Encoding, f.ClockRate, f.Channels, s)));

    /// <summary>Whether the first knows every audio codec of the second: nothing that a party sends by <paramref name="second"/> is lost.</summary>
    public static bool Covers(ImmutableArray<AgreedFormat> first, ImmutableArray<AgreedFormat> second) =>
        second.All(s => !s.IsAudio || first.Any(f => f.IsAudio && Same(s.Encoding, s.ClockRate, s.Channels, f)));

    /// <summary>Whether the formats hold this one.</summary>
    public static bool Has(ImmutableArray<AgreedFormat> formats, AgreedFormat format) =>
        formats.Any(f => Same(f.Encoding, f.ClockRate, f.Channels, format));

    /// <summary>Whether there is a codec among them.</summary>
    public static bool HasAudio(ImmutableArray<AgreedFormat> formats) => formats.Any(f => f.IsAudio);

    /// <summary>Whether keys come as telephone events (RFC 4733).</summary>
    public static bool HasTelephoneEvent(ImmutableArray<AgreedFormat> formats) => formats.Any(IsTelephoneEvent);

    private static bool Same(string encoding, int clockRate, int channels, AgreedFormat format) =>
        encoding.Equals(format.Encoding, StringComparison.OrdinalIgnoreCase)
        && clockRate == format.ClockRate
        && channels == format.Channels;

    private static bool IsTelephoneEvent(AgreedFormat format) =>
        format.Encoding.Equals("TELEPHONE-EVENT", StringComparison.OrdinalIgnoreCase);
}
