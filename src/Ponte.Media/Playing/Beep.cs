using Ponte.Media.Control.Model;
using Ponte.Media.Tones;

namespace Ponte.Media.Playing;

/// <summary>A short tone: speak after it. For the worker's thread.</summary>
internal sealed class Beep : IFrameSource
{
    /// <summary>How long it sounds.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(400);

    private const int Frequency = 1000;

    private readonly ToneGenerator _tone = new(Cadence.Steady(Frequency, CountryTones.Level), 8000);
    private int _left = (int)(Length.TotalSeconds * 8000);

    /// <inheritdoc/>
    public int SampleRate => _tone.SampleRate;

    /// <inheritdoc/>
    public bool Fill(Span<short> samples)
    {
        var part = samples[..Math.Min(samples.Length, _left)];
        _tone.Fill(part);
        samples[part.Length..].Clear();
        _left -= part.Length;
        return _left > 0;
    }

    /// <inheritdoc/>
    public void End(PlaybackEnd reason) { }
}
