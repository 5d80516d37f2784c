namespace Ponte.Bench.Sip.Load;

/// <summary>Durations in steps of about one percent, from 10 µs to more than a minute.</summary>
internal sealed class Histogram
{
    private const double StepsPerDoubling = 64;
    private const double SmallestMicroseconds = 10;
    private readonly int[] _counts = new int[24 * (int)StepsPerDoubling];
    private int _total;

    public void Add(TimeSpan duration)
    {
        var step = Math.Log2(Math.Max(1, duration.TotalMicroseconds / SmallestMicroseconds)) * StepsPerDoubling;
        _counts[Math.Min(_counts.Length - 1, (int)step)]++;
        _total++;
    }

    /// <summary>The duration that a share of all stays below; zero where there is none.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = (int)Math.Ceiling(_total * share);
        var seen = 0;
        for (var i = 0; i < _counts.Length && _total > 0; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return TimeSpan.FromMicroseconds(SmallestMicroseconds * Math.Pow(2, (i + 1) / StepsPerDoubling));
            }
        }
        return TimeSpan.Zero;
    }
}
