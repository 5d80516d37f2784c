namespace Ponte.Media.Codecs;

/// <summary>G.711 as a decoder. It remembers nothing, so all streams share one of each law.</summary>
public sealed class G711Decoder : AudioDecoder
{
    private readonly bool _isALaw;

    private G711Decoder(bool isALaw) => _isALaw = isALaw;

    /// <summary>A-law.</summary>
    public static G711Decoder A { get; } = new(isALaw: true);

    /// <summary>µ-law.</summary>
    public static G711Decoder Mu { get; } = new(isALaw: false);

    /// <inheritdoc/>
    public override int SampleRate => 8000;

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        payload = payload[..Math.Min(payload.Length, samples.Length)];
        if (_isALaw)
        {
            G711.DecodeA(payload, samples);
        }
        else
        {
            G711.DecodeMu(payload, samples);
        }
        return payload.Length;
    }
}
