using System.Collections.Immutable;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Which formats we offer, and which of an offer's we answer with.</summary>
internal static class CommonFormats
{
    private const string TelephoneEvent = "telephone-event";
    private const string ComfortNoise = AgreedFormat.Names.ComfortNoise;

    /// <summary>What we offer. A number that was agreed before keeps its meaning (RFC 3264 section 8.3.2).</summary>
    public static ImmutableArray<LocalFormat> ForOffer(AudioCapabilities capabilities, AgreedAudio? agreed)
    {
        var numbers = new PayloadNumbers(capabilities, agreed);
        var formats = ImmutableArray.CreateBuilder<LocalFormat>();
        foreach (var codec in capabilities.Codecs)
        {
            var number = numbers.For(codec.Encoding, codec.ClockRate, codec.Channels, codec.StaticPayloadType);
            formats.Add(new LocalFormat(new RtpMap(number, codec.Encoding, codec.ClockRate, codec.Channels), codec.FormatParameters));
        }
        var clocks = capabilities.Codecs.Select(c => c.ClockRate).Distinct().ToList();
        if (capabilities.ComfortNoise && clocks.Contains(8000))
        {
            formats.Add(new LocalFormat(new RtpMap(13, ComfortNoise, 8000), null));
        }
        if (capabilities.TelephoneEvent)
        {
            foreach (var clock in clocks)
            {
                var number = numbers.For(TelephoneEvent, clock, 1, clock == 8000 ? capabilities.TelephoneEventPayloadType : null);
                formats.Add(new LocalFormat(new RtpMap(number, TelephoneEvent, clock), TelephoneEvents.All));
            }
        }
        return formats.ToImmutable();
    }

    /// <summary>What we answer, with the offer's own numbers and in our order; empty if no codec is shared.</summary>
    public static ImmutableArray<LocalFormat> ForAnswer(AudioCapabilities capabilities, IReadOnlyList<RemoteFormat> offered)
    {
        var formats = ImmutableArray.CreateBuilder<LocalFormat>();
        foreach (var codec in capabilities.Codecs)
        {
            if (RemoteFormat.Find(offered, codec.Encoding, codec.ClockRate, codec.Channels) is { } match)
            {
                formats.Add(new LocalFormat(match.Map, AnsweredParameters(codec, match)));
            }
        }
        var clocks = formats.Select(f => f.Map.ClockRate).Distinct().ToList();
        if (capabilities.ComfortNoise)
        {
            formats.AddRange(Matching(offered, ComfortNoise, clocks).Select(f => new LocalFormat(f.Map, null)));
        }
        if (capabilities.TelephoneEvent && clocks.Count > 0)
        {
            formats.AddRange(Events(offered, clocks).Select(f => new LocalFormat(f.Map, TelephoneEvents.Answered(f.Parameters))));
        }
        return formats.ToImmutable();
    }

    /// <summary>Those of the codecs' clocks (RFC 4733 section 2.1); else what there is, for some offer 8 kHz only beside Opus.</summary>
    private static IEnumerable<RemoteFormat> Events(IReadOnlyList<RemoteFormat> offered, List<int> clocks)
    {
        var matching = Matching(offered, TelephoneEvent, clocks).ToList();
        return matching.Count > 0 ? matching : offered.Where(f => f.Is(TelephoneEvent, f.Map.ClockRate)).Take(1);
    }

    private static IEnumerable<RemoteFormat> Matching(IReadOnlyList<RemoteFormat> offered, string encoding, List<int> clocks) =>
        clocks.Select(c => RemoteFormat.Find(offered, encoding, c)).OfType<RemoteFormat>();

    // Annex B is used only if neither side says no (RFC 4856 section 2.1.9); everything else is a statement about what we receive.
    private static string? AnsweredParameters(CodecOffer codec, RemoteFormat offered) =>
        offered.Is("G729", 8000) && offered.Parameters?.Contains("annexb=no", StringComparison.OrdinalIgnoreCase) == true
            ? "annexb=no"
            : codec.FormatParameters;
}
