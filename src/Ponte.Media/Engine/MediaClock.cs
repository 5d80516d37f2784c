using System.Diagnostics;
using Ponte.Media.Rtcp;

namespace Ponte.Media.Engine;

/// <summary>The clock of the workers: monotonic time since the engine began, and the wall clock that RTCP wants, derived from it.</summary>
internal sealed class MediaClock
{
    private readonly long _origin = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _wallOrigin;

    /// <summary>A clock that begins now.</summary>
    public MediaClock(TimeProvider time) => _wallOrigin = time.GetUtcNow();

    /// <summary>Time since the engine began.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_origin);

    /// <summary>The NTP timestamp of a time of this clock. It never jumps, as RFC 3550 section 4 asks; it may differ from the true time by a correction made since.</summary>
    public ulong NtpAt(TimeSpan now) => NtpTime.FromDateTime(_wallOrigin + now);
}
