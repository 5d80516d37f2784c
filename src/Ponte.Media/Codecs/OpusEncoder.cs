namespace Ponte.Media.Codecs;

/// <summary>Opus for speech (RFC 6716) by the system's libopus, 16 kHz. For one thread and one stream.</summary>
public sealed unsafe class OpusEncoder : AudioEncoder
{
    private const int ApplicationVoip = 2048;
    private const int SetBitrate = 4002;
    private const int SetComplexity = 4010;

    /// <summary>Wide-band speech that cannot be told from the original (RFC 7587 section 3.1.1).</summary>
    private const int Bitrate = 24_000;

    /// <summary>Half of what libopus could do: 60 µs for 20 ms.</summary>
    private const int Complexity = 5;

    private readonly LibOpus.Encoder _encoder;

    /// <summary>An encoder; only where <see cref="AudioCodecs.HasOpus"/>.</summary>
    public OpusEncoder()
    {
        _encoder = LibOpus.CreateEncoder(SampleRate, 1, ApplicationVoip, out _);
        _ = LibOpus.Set(_encoder, SetBitrate, Bitrate);
        _ = LibOpus.Set(_encoder, SetComplexity, Complexity);
    }

    /// <inheritdoc/>
    public override int SampleRate => 16000;

    /// <inheritdoc/>
    /// <remarks>Packets have 10, 20, 40 or 60 ms; others cannot be made.</remarks>
    public override int Encode(ReadOnlySpan<short> samples, Span<byte> payload)
    {
        fixed (short* from = samples)
        {
            fixed (byte* to = payload)
            {
                return Math.Max(0, LibOpus.Encode(_encoder, from, samples.Length, to, payload.Length));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _encoder.Dispose();
        base.Dispose(disposing);
    }
}
