namespace Ponte.Media.Metering;

/// <summary>
/// Listens for one tone on a grid of 20 ms: its level, its distance from all else, and the gaps in it. Goertzel's recurrence gives the tone's two
/// components; they are then fitted by least squares, so that frequencies which do not fill the frame with whole periods are measured right too. For one thread.
/// </summary>
public sealed class ToneMeter
{
    /// <summary>The grid.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    /// <summary>A tone is there when it stands so far above all else, in dB: more than music and speech reach, less than G.711's 35 dB of quantizing distance.</summary>
    public const double LeastRatio = 12;

    /// <summary>… and has at least this level, in dBm0.</summary>
    public const double LeastLevel = -40;

    private readonly short[] _frame;
    private readonly double _coefficient;
    private readonly double _cosine;
    private readonly double _sine;
    private readonly Gram _gram;
    private int _filled;
    private int _frames;
    private int _toneFrames;
    private double _levelSum;
    private double _leastRatio = double.MaxValue;
    private int _gaps;
    private int _silentFrames;
    private int _longestGap;

    /// <summary>Begins to listen.</summary>
    /// <param name="frequency">The tone in Hz, below half the sample rate.</param>
    /// <param name="sampleRate">Samples a second.</param>
    public ToneMeter(double frequency, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frequency, sampleRate / 2.0);
        _frame = new short[(int)(sampleRate * Frame.TotalSeconds)];
        var step = Math.Tau * frequency / sampleRate;
        (_sine, _cosine) = Math.SinCos(step);
        _coefficient = 2 * _cosine;
        _gram = Gram.Of(step, _frame.Length);
    }

    /// <summary>The level of the last whole frame's tone in dBm0.</summary>
    public double LastLevel { get; private set; } = SignalLevel.Silence;

    /// <summary>The distance of the last whole frame's tone from all else in dB.</summary>
    public double LastRatio { get; private set; }

    /// <summary>Listens to samples; they need not come in whole frames.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var part = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..part].CopyTo(_frame.AsSpan(_filled));
            _filled += part;
            samples = samples[part..];
            if (_filled == _frame.Length)
            {
                _filled = 0;
                Measure();
            }
        }
    }

    /// <summary>What was heard so far. Silence before the first frame with the tone and after the last is no gap.</summary>
    public ToneReport Report() =>
        new()
        {
            Frames = _frames,
            ToneFrames = _toneFrames,
            Level = _toneFrames == 0 ? SignalLevel.Silence : _levelSum / _toneFrames,
            LeastRatio = _toneFrames == 0 ? 0 : _leastRatio,
            Gaps = _gaps,
            LongestGap = _longestGap * Frame,
        };

    private void Measure()
    {
        var (first, second, total) = (0.0, 0.0, 0.0);
        foreach (var sample in _frame)
        {
            (first, second) = (sample + (_coefficient * first) - second, first);
            total += (double)sample * sample;
        }
        // The sums over sample * cos and sample * sin, counted backwards from the last sample: the same power.
        var (real, imaginary) = (first - (second * _cosine), second * _sine);
        var tone = Math.Clamp(_gram.Energy(real, imaginary), 0, total);
        LastLevel = SignalLevel.FromPower(tone / _frame.Length);
        LastRatio = tone <= 0 ? -100 : 10 * Math.Log10(tone / Math.Max(total - tone, total * 1e-10));
        Count(LastLevel >= LeastLevel && LastRatio >= LeastRatio);
    }

    private void Count(bool present)
    {
        _frames++;
        if (!present)
        {
            _silentFrames++;
            return;
        }
        if (_toneFrames > 0 && _silentFrames > 0)
        {
            _gaps++;
            _longestGap = Math.Max(_longestGap, _silentFrames);
        }
        _silentFrames = 0;
        _toneFrames++;
        _levelSum += LastLevel;
        _leastRatio = Math.Min(_leastRatio, LastRatio);
    }

    /// <summary>The products of the two components with each other over a frame: what least squares needs.</summary>
    private sealed record Gram(double CosineCosine, double CosineSine, double SineSine)
    {
        public static Gram Of(double step, int length)
        {
            var (cc, cs, ss) = (0.0, 0.0, 0.0);
            for (var i = 0; i < length; i++)
            {
                var (s, c) = Math.SinCos(step * i);
                (cc, cs, ss) = (cc + (c * c), cs + (c * s), ss + (s * s));
            }
            return new Gram(cc, cs, ss);
        }

        /// <summary>The energy of the best fit of cosine and sine to samples with these sums.</summary>
        public double Energy(double withCosine, double withSine)
        {
            var determinant = (CosineCosine * SineSine) - (CosineSine * CosineSine);
            var a = ((withCosine * SineSine) - (withSine * CosineSine)) / determinant;
            var b = ((withSine * CosineCosine) - (withCosine * CosineSine)) / determinant;
            return (a * withCosine) + (b * withSine);
        }
    }
}
