namespace Ponte.Bench.Media;

/// <summary>Counts delays in steps of 5 µs up to 100 ms.</summary>
internal sealed class Delays
{
    private const int StepMicroseconds = 5;
    private readonly long[] _counts = new long[20_001];
    private long _total;

    public void Add(TimeSpan delay)
    {
        var step = Math.Clamp((int)(delay.TotalMicroseconds / StepMicroseconds), 0, _counts.Length - 1);
        _counts[step]++;
        _total++;
    }

    public TimeSpan Percentile(double part)
    {
        var left = (long)(_total * part);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left < 0)
            {
                return TimeSpan.FromMicroseconds(i * StepMicroseconds);
            }
        }
        return TimeSpan.FromMicroseconds(_counts.Length * StepMicroseconds);
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }
}
