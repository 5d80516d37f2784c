namespace Ponte.Media.Codecs;

/// <summary>Makes payloads of one codec from linear samples, mono. For one thread; what it remembers belongs to one stream.</summary>
public abstract class AudioEncoder : IDisposable
{
    /// <summary>Samples a second that it takes; the RTP clock may be another one (G.722, RFC 3551 section 4.5.2).</summary>
    public abstract int SampleRate { get; }

    /// <summary>Encodes one packet.</summary>
    /// <param name="samples">10 to 60 ms.</param>
    /// <param name="payload">Room for what is made: half a byte for each sample is enough, at least one byte for each of G.711.</param>
    /// <returns>The length of the payload; 0 where it could not be made.</returns>
    public abstract int Encode(ReadOnlySpan<short> samples, Span<byte> payload);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what is not memory.</summary>
    protected virtual void Dispose(bool disposing) { }
}
