namespace Ponte.Media.Tones;

/// <summary>Makes the samples of a cadence, frame after frame, without allocation. For one thread.</summary>
public sealed class ToneGenerator
{
    /// <summary>A sine of full scale has +3.14 dBm0 in A-law (ITU-T G.711; +3.17 in µ-law).</summary>
    internal const double FullScaleLevel = 3.14;

    private readonly Cadence _cadence;
    private readonly int _sampleRate;
    private int _segment;
    private int _sample;

    /// <summary>Begins a cadence at its first segment.</summary>
    /// <param name="cadence">The cadence.</param>
    /// <param name="sampleRate">Samples a second.</param>
    public ToneGenerator(Cadence cadence, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(cadence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfZero(cadence.Segments.Length, nameof(cadence));
        _cadence = cadence;
        _sampleRate = sampleRate;
    }

    /// <summary>Samples a second.</summary>
    public int SampleRate => _sampleRate;

    /// <summary>Whether the next sample belongs to silence.</summary>
    public bool IsSilent => _cadence.Segments[_segment].Frequency == 0;

    /// <summary>Fills a frame with the samples that follow.</summary>
    public void Fill(Span<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var current = _cadence.Segments[_segment];
            var length = Math.Max(1, (int)((long)current.Milliseconds * _sampleRate / 1000));
            var part = samples[..Math.Min(samples.Length, length - _sample)];
            FillPart(part, current);
            _sample += part.Length;
            samples = samples[part.Length..];
            if (_sample < length)
            {
                continue;
            }
            // A cadence of a single segment never pauses: its phase goes on. It wraps on a whole second, which holds whole periods.
            _sample = 0;
            _segment = (_segment + 1) % _cadence.Segments.Length;
        }
    }

    private void FillPart(Span<short> part, ToneSegment current)
    {
        if (current.Frequency == 0)
        {
            part.Clear();
            return;
        }
        // Two frequencies share the power: each is 3 dB below the whole.
        var level = _cadence.Level - FullScaleLevel - (current.SecondFrequency == 0 ? 0 : 10 * Math.Log10(2));
        var amplitude = short.MaxValue * Math.Pow(10, level / 20);
        var (step, secondStep) = (Math.Tau * current.Frequency / _sampleRate, Math.Tau * current.SecondFrequency / _sampleRate);
        for (var i = 0; i < part.Length; i++)
        {
            var n = _sample + i;
            var value = Math.Sin(step * n) + (current.SecondFrequency == 0 ? 0 : Math.Sin(secondStep * n));
            part[i] = (short)Math.Round(Math.Clamp(amplitude * value, short.MinValue, short.MaxValue));
        }
    }
}
