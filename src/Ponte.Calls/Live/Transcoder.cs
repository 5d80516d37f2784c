using System.Collections.Immutable;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <summary>
/// What a leg may offer and take because the media can make one codec of another. Audio is relayed wherever both legs share a codec; only where they
/// share none it is transcoded.
/// </summary>
/// <param name="hasOpus">Whether the media can read and make Opus.</param>
internal sealed class Transcoder(bool hasOpus)
{
    /// <summary>Whether the media can read and make a codec.</summary>
    public bool Knows(AgreedFormat format) => format.IsAudio && Knows(format.Encoding);

    /// <summary>The formats in which we can play something ourselves.</summary>
    public ImmutableArray<AgreedFormat> Playable(ImmutableArray<AgreedFormat> formats) => [.. formats.Where(f => !f.IsAudio || Knows(f))];

    /// <summary>Whether two legs can hear each other: in a codec that both have, or in one of each that the media knows.</summary>
    public bool Reaches(ImmutableArray<AgreedFormat> first, ImmutableArray<AgreedFormat> second) =>
        Codecs.Share(first, second) || (first.Any(Knows) && second.Any(Knows));

    /// <summary>
    /// What a leg offers when its partner can do <paramref name="partner"/>: that, in the same order, and behind it what can be made of it. Wide codecs
    /// are added only where the offer would have none of G.711: a phone that prefers G.722 would else take it for each call of a carrier.
    /// </summary>
    public AudioCapabilities Offer(AudioCapabilities own, ImmutableArray<AgreedFormat> partner)
    {
        var shared = Codecs.Restrict(own, partner);
        if (!partner.Any(Knows))
        {
            return shared;
        }
        ImmutableArray<CodecOffer> offered = [.. shared.Codecs.Union(own.Codecs.Where(IsNarrow))];
        return shared with { Codecs = offered.Any(IsNarrow) ? offered : [.. offered.Union(own.Codecs.Where(c => Knows(c.Encoding)))] };
    }

    /// <summary>What a leg may take that shares no codec with its partner; none where nothing can be made of what the partner has.</summary>
    public AudioCapabilities Instead(AudioCapabilities own, ImmutableArray<AgreedFormat> partner) =>
        Codecs.Restrict(own, partner) with
        {
            Codecs = partner.Any(Knows) ? [.. own.Codecs.Where(c => Knows(c.Encoding))] : [],
        };

    private static bool IsNarrow(CodecOffer codec) => codec.Encoding is "PCMA" or "PCMU";

    private bool Knows(string encoding) =>
        encoding.ToUpperInvariant() switch
        {
            "PCMA" or "PCMU" or "G722" => true,
            "OPUS" => hasOpus,
            _ => false,
        };
}
