namespace Ponte.Server.Storage;

/// <summary>Wall-clock time as it is stored: whole microseconds since 1970 in UTC.</summary>
internal static class Microseconds
{
    /// <summary>The stored form.</summary>
    public static long Of(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a stored form.</summary>
    public static DateTimeOffset ToTime(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
