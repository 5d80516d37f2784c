using Ponte.Media.Tones;

namespace Ponte.Media.Metering;

/// <summary>Levels of 16 bit samples in dBm0.</summary>
public static class SignalLevel
{
    /// <summary>What digital silence is given, in dBm0.</summary>
    public const double Silence = -100;

    /// <summary>The level of a mean square of samples.</summary>
    /// <param name="power">Mean of the squared samples; a sine of full scale has half of 32,767².</param>
    public static double FromPower(double power)
    {
        const double full = short.MaxValue * (double)short.MaxValue / 2;
        return power <= 0 ? Silence : Math.Max(Silence, (10 * Math.Log10(power / full)) + ToneGenerator.FullScaleLevel);
    }

    /// <summary>The level of samples.</summary>
    public static double Of(ReadOnlySpan<short> samples)
    {
        var sum = 0L;
        foreach (var sample in samples)
        {
            sum += (long)sample * sample;
        }
        return samples.IsEmpty ? Silence : FromPower((double)sum / samples.Length);
    }
}
