using Ponte.Media.Control.Model;

namespace Ponte.Media.Engine;

/// <summary>A steady 425 Hz tone; the tones of the countries take its place.</summary>
internal sealed class ToneGenerator
{
    private const int SampleRate = 8000;

    private readonly double _step;
    private double _phase;

    private ToneGenerator(int frequency) => _step = 2 * Math.PI * frequency / SampleRate;

    /// <summary>A tone; false where the frequency is out of bounds.</summary>
    public static bool TryCreate(ToneKind kind, int frequency, out ToneGenerator tone)
    {
        tone = new ToneGenerator(kind == ToneKind.Test ? frequency : 425);
        return kind != ToneKind.Test || frequency is > 0 and < SampleRate / 2;
    }

    /// <summary>Makes the next samples.</summary>
    public void Read(Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(4000 * Math.Sin(_phase));
            _phase = (_phase + _step) % (2 * Math.PI);
        }
    }
}
