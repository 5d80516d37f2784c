using System.Collections.Immutable;

namespace Ponte.Media.Tones;

/// <summary>A call progress tone: segments that repeat for ever, at one level.</summary>
/// <param name="Segments">At least one; each longer than 0 ms.</param>
/// <param name="Level">Level of the whole while it sounds, in dBm0, of at most 0.</param>
public sealed record Cadence(ImmutableArray<ToneSegment> Segments, double Level)
{
    /// <summary>One frequency without a pause.</summary>
    public static Cadence Steady(int frequency, double level) => new([new ToneSegment(1000, frequency)], level);
}
