namespace Ponte.Media.Codecs;

/// <summary>The tables of ITU-T G.722 that both sides use.</summary>
internal static class G722Tables
{
    /// <summary>Half of the quadrature mirror filter's 24 coefficients (table 11); the other half is the same backwards.</summary>
    public static ReadOnlySpan<short> Mirror => [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11];

    /// <summary>Output of the low band's quantizer by its upper four bits: what the predictor adapts to.</summary>
    public static ReadOnlySpan<short> Low4 =>
        [0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0];

    /// <summary>Output of the high band's quantizer.</summary>
    public static ReadOnlySpan<short> High2 => [-7408, -1616, 7408, 1616];

    /// <summary>The logarithmic multiplier of the low band's step by its upper four bits.</summary>
    public static ReadOnlySpan<short> LowMultipliers => [-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60];

    /// <summary>The logarithmic multiplier of the high band's step.</summary>
    public static ReadOnlySpan<short> HighMultipliers => [798, -214, 798, -214];

    /// <summary>Adapts the low band to its four upper bits.</summary>
    public static void AdaptLow(G722Band band, int upper)
    {
        var difference = (band.Step * Low4[upper]) >> 15;
        band.Scale(LowMultipliers[upper]);
        band.Adapt(difference);
    }

    /// <summary>Adapts the high band to its two bits.</summary>
    public static int AdaptHigh(G722Band band, int code)
    {
        var difference = (band.Step * High2[code]) >> 15;
        band.Scale(HighMultipliers[code]);
        band.Adapt(difference);
        return difference;
    }
}
