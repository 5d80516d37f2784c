using Ponte.Media.Tones;

namespace Ponte.Media.Playing;

/// <summary>Silence, or a tone, for a time.</summary>
internal sealed class MadeClip : IClip
{
    private readonly ToneGenerator? _tone;
    private long _left;

    private MadeClip(long samples, ToneGenerator? tone)
    {
        _left = samples;
        _tone = tone;
    }

    /// <summary>Silence.</summary>
    public static MadeClip Silence(TimeSpan length, int rate) => new((long)(length.TotalSeconds * rate), null);

    /// <summary>A tone.</summary>
    public static MadeClip Tone(Cadence cadence, TimeSpan length, int rate) =>
        new((long)(length.TotalSeconds * rate), new ToneGenerator(cadence, rate));

    /// <inheritdoc/>
    public int Read(Span<short> samples)
    {
        var part = samples[..(int)Math.Min(samples.Length, _left)];
        if (_tone is null)
        {
            part.Clear();
        }
        else
        {
            _tone.Fill(part);
        }
        _left -= part.Length;
        return part.Length;
    }

    /// <inheritdoc/>
    public long Skip(long samples)
    {
        var skipped = Math.Min(samples, _left);
        _left -= skipped;
        return skipped;
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
