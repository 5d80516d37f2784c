using System.Runtime.InteropServices;
using Ponte.Sip.Loop;

namespace Ponte.Pbx.Phones;

/// <summary>The same moment on both clocks: what runs here is reckoned by the first, what outlives the process by the second.</summary>
/// <param name="Now">On the monotonic clock.</param>
/// <param name="Utc">On the wall clock.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Moment(Instant Now, DateTimeOffset Utc)
{
    /// <summary>The present moment of a clock; its instants are those of the event loops.</summary>
    public static Moment Of(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new Moment(new Instant(time.GetElapsedTime(0).Ticks), time.GetUtcNow());
    }
}
