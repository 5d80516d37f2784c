using Ponte.Media.Control.Model;
using Ponte.Media.Tones;

namespace Ponte.Media.Playing;

/// <summary>A call progress tone: without an end of its own.</summary>
internal sealed class SteadyTone(ToneGenerator tone) : IFrameSource
{
    /// <inheritdoc/>
    public int SampleRate => tone.SampleRate;

    /// <inheritdoc/>
    public bool Fill(Span<short> samples)
    {
        tone.Fill(samples);
        return true;
    }

    /// <inheritdoc/>
    public void End(PlaybackEnd reason) { }
}
