namespace Ponte.Media.Playing;

/// <summary>A short prompt whose samples are in memory, shared by all who play it.</summary>
internal sealed class SharedClip(short[] all) : IClip
{
    private int _place;

    /// <inheritdoc/>
    public int Read(Span<short> samples)
    {
        var part = all.AsSpan(_place, Math.Min(samples.Length, all.Length - _place));
        part.CopyTo(samples);
        _place += part.Length;
        return part.Length;
    }

    /// <inheritdoc/>
    public long Skip(long samples)
    {
        var skipped = (int)Math.Min(samples, all.Length - _place);
        _place += skipped;
        return skipped;
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
