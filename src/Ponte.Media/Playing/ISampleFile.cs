namespace Ponte.Media.Playing;

/// <summary>The samples of a file at the file's own rate, as one channel. For the reading thread.</summary>
internal interface ISampleFile : IDisposable
{
    /// <summary>Samples a second.</summary>
    int SampleRate { get; }

    /// <summary>Gives the samples that follow; fewer than asked for only at the end.</summary>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    int Read(Span<short> samples);

    /// <summary>Passes over samples.</summary>
    /// <returns>How many there were to pass over.</returns>
    long Skip(long samples);
}
