using System.Numerics;

namespace Ponte.Media.Codecs;

/// <summary>
/// Changes the sample rate of a stream of samples by a windowed sinc in polyphase form. What comes in pieces comes out as if it were one. For one thread.
/// </summary>
/// <remarks>Its delay is half its length: 2 ms between 8 and 16 kHz.</remarks>
public sealed class Resampler
{
    /// <summary>Zero crossings of the sinc on each side: 60 dB of what would be folded back are gone at an eighth above the band.</summary>
    private const int Crossings = 16;

    /// <summary>The part of the narrower band that passes.</summary>
    private const double PassBand = 0.94;

    /// <summary>Samples that are taken at once; more are taken in pieces.</summary>
    private const int LargestPiece = 960;

    private readonly int _up;
    private readonly int _down;
    private readonly int _taps;
    private readonly float[] _phases;
    private readonly float[] _work;

    /// <summary>Begins with silence.</summary>
    /// <param name="from">Samples a second that come: 8,000, 16,000 or 48,000.</param>
    /// <param name="to">Samples a second that go.</param>
    public Resampler(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(to);
        var divisor = (int)BigInteger.GreatestCommonDivisor(from, to);
        _up = to / divisor;
        _down = from / divisor;
        _taps = 2 * Crossings * Math.Max(1, _down / _up);
        _phases = MakePhases(_up, _down, _taps);
        _work = new float[_taps - 1 + (LargestPiece / _down * _down)];
    }

    /// <summary>What comes must be a multiple of so many samples.</summary>
    public int Granule => _down;

    /// <summary>How many samples go before the first one that came is heard.</summary>
    public int Delay => _taps / 2 * _up / _down;

    /// <summary>How many samples go for so many that come.</summary>
    public int OutputLength(int input) => input / _down * _up;

    /// <summary>Takes samples and gives those of the other rate.</summary>
    /// <param name="input">A multiple of <see cref="Granule"/>.</param>
    /// <param name="output">At least <see cref="OutputLength"/>.</param>
    /// <returns>How many were given.</returns>
    public int Process(ReadOnlySpan<short> input, Span<short> output)
    {
        var made = 0;
        var largest = _work.Length - _taps + 1;
        while (!input.IsEmpty)
        {
            var piece = input[..Math.Min(largest, input.Length)];
            input = input[piece.Length..];
            made += ProcessPiece(piece, output[made..]);
        }
        return made;
    }

    private int ProcessPiece(ReadOnlySpan<short> piece, Span<short> output)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            _work[_taps - 1 + i] = piece[i];
        }
        var made = 0;
        var phase = 0;
        for (var i = 0; i < piece.Length; i++)
        {
            for (; phase < _up; phase += _down)
            {
                var sum = Dot(_phases.AsSpan(phase * _taps, _taps), _work.AsSpan(i, _taps));
                output[made++] = (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
            }
            phase -= _up;
        }
        // What the next piece still needs of this one.
        Array.Copy(_work, piece.Length, _work, 0, _taps - 1);
        return made;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] MakePhases(int up, int down, int taps)
    {
        var phases = new float[up * taps];
        var cutoff = PassBand / Math.Max(1.0, (double)down / up);
        for (var phase = 0; phase < up; phase++)
        {
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
            {
                // The distance of this input from the output's place, in input samples; the newest input has the last tap.
                var distance = (taps / 2) - 1 - tap + ((double)phase / up);
                var window = 0.5 + (0.5 * Math.Cos(Math.PI * distance / (taps / 2)));
                var x = Math.PI * cutoff * distance;
                var value = Math.Abs(distance) >= taps / 2 ? 0 : (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * window;
                phases[(phase * taps) + tap] = (float)value;
                sum += value;
            }
            for (var tap = 0; tap < taps; tap++)
            {
                phases[(phase * taps) + tap] /= (float)sum;
            }
        }
        return phases;
    }
}
