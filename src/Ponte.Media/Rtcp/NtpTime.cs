namespace Ponte.Media.Rtcp;

/// <summary>NTP timestamps as RTCP uses them (RFC 3550 section 4) and the round trip computed from them.</summary>
public static class NtpTime
{
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A wall clock time as seconds since 1900 (upper 32 bits, wrapping in 2036) and fractions (lower 32 bits).</summary>
    public static ulong FromDateTime(DateTimeOffset time)
    {
        var (seconds, rest) = Math.DivRem((time - Epoch).Ticks, TimeSpan.TicksPerSecond);
        return unchecked((ulong)seconds << 32) | (((ulong)rest << 32) / (ulong)TimeSpan.TicksPerSecond);
    }

    /// <summary>The middle 32 bits: what LSR carries and what round trips are computed with, in 1/65,536 s.</summary>
    public static uint Middle(ulong ntpTimestamp) => unchecked((uint)(ntpTimestamp >> 16));

    /// <summary>A length of time in 1/65,536 s, as DLSR carries it; at most what 32 bits hold.</summary>
    public static uint ToShort(TimeSpan time) => (uint)Math.Clamp(time.TotalSeconds * 65536, 0, uint.MaxValue);

    /// <summary>The round trip by a report block (RFC 3550 section 6.4.1): arrival - LSR - DLSR.</summary>
    /// <param name="arrival">When the report came, the middle 32 bits of our clock.</param>
    /// <param name="report">The peer's report of us.</param>
    /// <returns>Null without LSR, and for what no network does: below zero (a rounded zero counts as zero) or above a minute.</returns>
    public static TimeSpan? RoundTrip(uint arrival, in ReportBlock report)
    {
        if (report.LastSenderReport == 0)
        {
            return null;
        }
        var units = unchecked((int)(arrival - report.LastSenderReport - report.DelaySinceLastSenderReport));
        return units switch
        {
            < -655 or > 60 * 65536 => null,
            < 0 => TimeSpan.Zero,
            _ => TimeSpan.FromSeconds(units / 65536.0),
        };
    }
}
