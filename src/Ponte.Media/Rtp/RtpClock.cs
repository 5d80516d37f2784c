namespace Ponte.Media.Rtp;

/// <summary>Conversions between time and units of an RTP clock.</summary>
public static class RtpClock
{
    /// <summary>A monotonic time in units of a clock, wrapping at 32 bits like an RTP timestamp.</summary>
    /// <param name="nanoseconds">Nanoseconds since any fixed instant, not negative.</param>
    /// <param name="clockRate">The clock in Hz.</param>
    public static uint FromNanoseconds(long nanoseconds, int clockRate)
    {
        // Seconds and rest apart: the product of the whole would overflow 64 bits after some days.
        var (seconds, rest) = Math.DivRem(nanoseconds, 1_000_000_000);
        return unchecked((uint)((seconds * clockRate) + (rest * clockRate / 1_000_000_000)));
    }

    /// <summary>A length in clock units as time.</summary>
    /// <param name="units">Clock units.</param>
    /// <param name="clockRate">The clock in Hz, above 0.</param>
    public static TimeSpan ToTimeSpan(long units, int clockRate) => TimeSpan.FromTicks(units * TimeSpan.TicksPerSecond / clockRate);
}
