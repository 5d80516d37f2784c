namespace Ponte.Media.Playing;

/// <summary>One source of a playback while it is read, at the rate of the playback. For the reading thread.</summary>
internal interface IClip : IDisposable
{
    /// <summary>Gives the samples that follow; 0 at the end.</summary>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    int Read(Span<short> samples);

    /// <summary>Passes over samples.</summary>
    /// <returns>How many there were to pass over.</returns>
    long Skip(long samples);
}
