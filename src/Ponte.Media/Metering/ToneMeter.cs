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

    private readonly short[] frame;
    private readonly double coefficient;
    private readonly double cosine;
    private readonly double sine;
    private readonly Gram gram;
    private int filled;
    private int frames;
    private int toneFrames;
    private double levelSum;
    private double leastRatio = double.MaxValue;
    private int gaps;
    private int silentFrames;
    private int longestGap;

    /// <summary>Begins to listen.</summary>
    /// <param name="frequency">The tone in Hz, below half the sample rate.</param>
    /// <param name="sampleRate">Samples a second.</param>
    public ToneMeter(double frequency, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frequency, sampleRate / 2.0);
        frame = new short[(int)(sampleRate * Frame.TotalSeconds)];
        var step = Math.Tau * frequency / sampleRate;
        (sine, cosine) = Math.SinCos(step);
        coefficient = 2 * cosine;
        gram = Gram.Of(step, frame.Length);
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
            var part = Math.Min(samples.Length, frame.Length - filled);
            samples[..part].CopyTo(frame.AsSpan(filled));
            filled += part;
            samples = samples[part..];
            if (filled == frame.Length)
            {
                filled = 0;
                Measure();
            }
        }
    }

    /// <summary>What was heard so far. Silence before the first frame with the tone and after the last is no gap.</summary>
    public ToneReport Report() =>
        new()
        {
            Frames = frames,
            ToneFrames = toneFrames,
            Level = toneFrames == 0 ? SignalLevel.Silence : levelSum / toneFrames,
            LeastRatio = toneFrames == 0 ? 0 : leastRatio,
            Gaps = gaps,
            LongestGap = longestGap * Frame,
        };

    private void Measure()
    {
        var (first, second, total) = (0.0, 0.0, 0.0);
        foreach (var sample in frame)
        {
            (first, second) = (sample + (coefficient * first) - second, first);
            total += (double)sample * sample;
        }
        // The sums over sample * cos and sample * sin, counted backwards from the last sample: the same power.
        var (real, imaginary) = (first - (second * cosine), second * sine);
        var tone = Math.Clamp(gram.Energy(real, imaginary), 0, total);
        LastLevel = SignalLevel.FromPower(tone / frame.Length);
        LastRatio = tone <= 0 ? -100 : 10 * Math.Log10(tone / Math.Max(total - tone, total * 1e-10));
        Count(LastLevel >= LeastLevel && LastRatio >= LeastRatio);
    }

    private void Count(bool present)
    {
        frames++;
        if (!present)
        {
            silentFrames++;
            return;
        }
        if (toneFrames > 0 && silentFrames > 0)
        {
            gaps++;
            longestGap = Math.Max(longestGap, silentFrames);
        }
        silentFrames = 0;
        toneFrames++;
        levelSum += LastLevel;
        leastRatio = Math.Min(leastRatio, LastRatio);
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
