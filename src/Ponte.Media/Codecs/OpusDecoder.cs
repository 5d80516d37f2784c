namespace Ponte.Media.Codecs;

/// <summary>Opus (RFC 6716) by the system's libopus, to one channel of 16 kHz, with its own concealment of losses. For one thread and one source.</summary>
public sealed unsafe class OpusDecoder : AudioDecoder
{
    private readonly LibOpus.Decoder _decoder;

    /// <summary>A decoder; only where <see cref="AudioCodecs.HasOpus"/>.</summary>
    public OpusDecoder() => _decoder = LibOpus.CreateDecoder(SampleRate, 1, out _);

    /// <inheritdoc/>
    public override int SampleRate => 16000;

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        // An empty payload would be taken for a lost one.
        if (payload.IsEmpty)
        {
            return 0;
        }
        fixed (byte* from = payload)
        {
            fixed (short* to = samples)
            {
                return Math.Max(0, LibOpus.Decode(_decoder, from, payload.Length, to, samples.Length, 0));
            }
        }
    }

    /// <inheritdoc/>
    public override bool TryConceal(Span<short> samples)
    {
        fixed (short* to = samples)
        {
            return LibOpus.Decode(_decoder, null, 0, to, samples.Length, 0) == samples.Length;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _decoder.Dispose();
        base.Dispose(disposing);
    }
}
