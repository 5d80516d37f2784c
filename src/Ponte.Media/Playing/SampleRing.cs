namespace Ponte.Media.Playing;

/// <summary>Samples on their way from one thread to another one: one writes, one takes, nobody waits.</summary>
internal sealed class SampleRing
{
    private readonly short[] _samples;
    private long _written;
    private long _taken;

    /// <summary>A ring for at least so many samples.</summary>
    public SampleRing(int capacity) => _samples = new short[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];

    /// <summary>How many can be written now. For the writer.</summary>
    public int Room => _samples.Length - (int)(_written - Volatile.Read(ref _taken));

    /// <summary>How many can be taken now. For the taker.</summary>
    public int Count => (int)(Volatile.Read(ref _written) - _taken);

    /// <summary>How many were taken so far. For the taker.</summary>
    public long Taken => _taken;

    /// <summary>Writes samples, as many as there is <see cref="Room"/> for.</summary>
    public int Write(ReadOnlySpan<short> samples)
    {
        samples = samples[..Math.Min(samples.Length, Room)];
        var place = (int)(_written & (_samples.Length - 1));
        var first = Math.Min(samples.Length, _samples.Length - place);
        samples[..first].CopyTo(_samples.AsSpan(place));
        samples[first..].CopyTo(_samples);
        Volatile.Write(ref _written, _written + samples.Length);
        return samples.Length;
    }

    /// <summary>Takes samples, as many as there are.</summary>
    public int Take(Span<short> samples)
    {
        samples = samples[..Math.Min(samples.Length, Count)];
        var place = (int)(_taken & (_samples.Length - 1));
        var first = Math.Min(samples.Length, _samples.Length - place);
        _samples.AsSpan(place, first).CopyTo(samples);
        _samples.AsSpan(0, samples.Length - first).CopyTo(samples[first..]);
        Volatile.Write(ref _taken, _taken + samples.Length);
        return samples.Length;
    }
}
