namespace Ponte.Media.Mixing;

/// <summary>
/// Makes up for lost speech by repeating its last pitch period, ever softer, as G.711 appendix I describes; silence after 60 ms. For one thread.
/// </summary>
internal sealed class LossConcealer
{
    /// <summary>The longest period looked for, in milliseconds: a voice of 66 Hz.</summary>
    private const int LongestPeriod = 15;

    /// <summary>The shortest: a voice of 250 Hz, or twice as high counted double.</summary>
    private const int ShortestPeriod = 4;

    private const int FadeAfter = 10;
    private const int SilentAfter = 60;

    private readonly short[] _history;
    private readonly int _perMillisecond;
    private int _period;
    private int _place;
    private int _lost;

    /// <summary>Begins with silence.</summary>
    public LossConcealer(int sampleRate)
    {
        _perMillisecond = sampleRate / 1000;
        _history = new short[3 * LongestPeriod * _perMillisecond];
    }

    /// <summary>Remembers what was heard, and joins it softly to what was made up before.</summary>
    public void Hear(Span<short> samples)
    {
        if (_lost > 0)
        {
            Join(samples[..Math.Min(samples.Length, 4 * _perMillisecond)]);
            _lost = 0;
        }
        var kept = samples[^Math.Min(samples.Length, _history.Length)..];
        Array.Copy(_history, kept.Length, _history, 0, _history.Length - kept.Length);
        kept.CopyTo(_history.AsSpan(_history.Length - kept.Length));
    }

    /// <summary>Makes up what is missing.</summary>
    public void Conceal(Span<short> samples)
    {
        if (_lost == 0)
        {
            _period = FindPeriod();
            _place = _history.Length - _period;
        }
        foreach (ref var sample in samples)
        {
            sample = Next();
            _lost++;
        }
    }

    private void Join(Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var made = Next();
            samples[i] = (short)(((made * (samples.Length - i)) + (samples[i] * i)) / samples.Length);
            _lost++;
        }
    }

    private short Next()
    {
        var value = _history[_place];
        _place = _place + 1 < _history.Length ? _place + 1 : _history.Length - _period;
        var milliseconds = _lost / _perMillisecond;
        return milliseconds < FadeAfter ? value : (short)(value * Math.Max(0, SilentAfter - milliseconds) / (SilentAfter - FadeAfter));
    }

    /// <summary>The lag at which the last samples are most like those before.</summary>
    private int FindPeriod()
    {
        var window = LongestPeriod * _perMillisecond;
        var recent = _history.AsSpan(_history.Length - window);
        var (best, bestScore) = (LongestPeriod * _perMillisecond, double.MinValue);
        // Every second sample is enough to find a period.
        for (var lag = ShortestPeriod * _perMillisecond; lag <= LongestPeriod * _perMillisecond; lag++)
        {
            var before = _history.AsSpan(_history.Length - window - lag, window);
            var (product, energy) = (0L, 1L);
            for (var i = 0; i < window; i += 2)
            {
                product += recent[i] * before[i];
                energy += before[i] * before[i];
            }
            var score = product / Math.Sqrt(energy);
            if (score > bestScore)
            {
                (best, bestScore) = (lag, score);
            }
        }
        return best;
    }
}
