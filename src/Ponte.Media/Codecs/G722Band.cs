namespace Ponte.Media.Codecs;

/// <summary>
/// One sub-band of G.722 (ITU-T G.722 section 6.2): the quantizer's step and the predictor with two poles and six zeros, in 16 bit arithmetic as the
/// recommendation has it. The same on both sides, which therefore stay in step. For one thread.
/// </summary>
internal sealed class G722Band
{
    private const int Zeros = 6;

    private readonly int[] _differences = new int[Zeros + 1];
    private readonly int[] _zeroCoefficients = new int[Zeros + 1];
    private readonly int _shift;
    private readonly int _largestLogarithm;
    private int _logarithm;
    private int _pole1;
    private int _pole2;
    private int _reconstructed1;
    private int _reconstructed2;
    private int _partial1;
    private int _partial2;
    private int _zeroPart;

    private G722Band(int step, int shift, int largestLogarithm)
    {
        Step = step;
        _shift = shift;
        _largestLogarithm = largestLogarithm;
    }

    /// <summary>The quantizer's step now.</summary>
    public int Step { get; private set; }

    /// <summary>What the predictor expects next.</summary>
    public int Predicted { get; private set; }

    /// <summary>The band below 4 kHz at its start.</summary>
    public static G722Band Low() => new(32, 8, 18432);

    /// <summary>The band above 4 kHz at its start.</summary>
    public static G722Band High() => new(8, 10, 22528);

    /// <summary>Bounds a value to 16 bits.</summary>
    public static int Limit(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>Adapts the step (blocks LOGSCL, SCALEL and their like): by the logarithmic multiplier of the code.</summary>
    public void Scale(int multiplier)
    {
        // csharpier-ignore
        ReadOnlySpan<short> antilogarithms =
        [
            2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
            2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
        ];
        _logarithm = Math.Clamp(((_logarithm * 127) >> 7) + multiplier, 0, _largestLogarithm);
        int mantissa = antilogarithms[(_logarithm >> 6) & 31];
        var shift = _shift - (_logarithm >> 11);
        Step = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /// <summary>Adapts the predictor to the quantized difference of this sample and predicts the next one (block 4).</summary>
    public void Adapt(int difference)
    {
        var partial = Limit(_zeroPart + difference);
        var reconstructed = Limit(Predicted + difference);
        AdaptPoles(partial);
        AdaptZeros(difference);
        (_partial2, _partial1) = (_partial1, partial);
        (_reconstructed2, _reconstructed1) = (_reconstructed1, reconstructed);
        var poles = Limit(((_pole1 * Limit(2 * _reconstructed1)) >> 15) + ((_pole2 * Limit(2 * _reconstructed2)) >> 15));
        var zeros = 0;
        for (var i = Zeros; i > 0; i--)
        {
            zeros += (_zeroCoefficients[i] * Limit(2 * _differences[i])) >> 15;
        }
        _zeroPart = Limit(zeros);
        Predicted = Limit(poles + _zeroPart);
    }

    private void AdaptPoles(int partial)
    {
        var sameAsLast = partial < 0 == _partial1 < 0;
        var fourTimes = Limit(_pole1 << 2);
        var change = Math.Min(sameAsLast ? -fourTimes : fourTimes, short.MaxValue) >> 7;
        change += partial < 0 == _partial2 < 0 ? 128 : -128;
        _pole2 = Math.Clamp(change + ((_pole2 * 32512) >> 15), -12288, 12288);
        var bound = Limit(15360 - _pole2);
        _pole1 = Math.Clamp(Limit((sameAsLast ? 192 : -192) + ((_pole1 * 32640) >> 15)), -bound, bound);
    }

    private void AdaptZeros(int difference)
    {
        var change = difference == 0 ? 0 : 128;
        for (var i = Zeros; i > 0; i--)
        {
            var coefficient = (_zeroCoefficients[i] * 32640) >> 15;
            _zeroCoefficients[i] = Limit(coefficient + (_differences[i] < 0 == difference < 0 ? change : -change));
        }
        // Shifted only now: a coefficient is judged by the difference that it was multiplied with.
        for (var i = Zeros; i > 1; i--)
        {
            _differences[i] = _differences[i - 1];
        }
        _differences[1] = difference;
    }
}
