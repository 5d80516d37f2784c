using System.Runtime.InteropServices;

namespace Ponte.Media.Engine;

/// <summary>So many a second, and as many at once after a pause. Pure: time is an argument. For one thread.</summary>
/// <param name="perSecond">How many.</param>
[StructLayout(LayoutKind.Auto)]
internal struct RateLimit(int perSecond)
{
    private double _left = perSecond;
    private TimeSpan _at;

    /// <summary>Takes one; false when there are none left.</summary>
    public bool TryTake(TimeSpan now)
    {
        _left = Math.Min(perSecond, _left + ((now - _at).TotalSeconds * perSecond));
        _at = now;
        if (_left < 1)
        {
            return false;
        }
        _left--;
        return true;
    }
}
