namespace Ponte.Media.Codecs;

/// <summary>Makes linear samples, mono, from payloads of one codec. For one thread; what it remembers belongs to one source.</summary>
public abstract class AudioDecoder : IDisposable
{
    /// <summary>More samples than one payload may hold: 120 ms at 16 kHz.</summary>
    public const int MaximumSamples = 1920;

    /// <summary>Samples a second that it gives.</summary>
    public abstract int SampleRate { get; }

    /// <summary>Decodes one payload; what is more than <paramref name="samples"/> holds is dropped.</summary>
    /// <returns>The number of samples; 0 for a payload that is none.</returns>
    public abstract int Decode(ReadOnlySpan<byte> payload, Span<short> samples);

    /// <summary>Makes up for a packet that is lost. False where the codec cannot; its user repeats what was heard last.</summary>
    public virtual bool TryConceal(Span<short> samples) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what is not memory.</summary>
    protected virtual void Dispose(bool disposing) { }
}
