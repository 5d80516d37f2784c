namespace Ponte.Media.Codecs;

/// <summary>G.711 as an encoder. It remembers nothing, so all streams share one of each law.</summary>
public sealed class G711Encoder : AudioEncoder
{
    private readonly bool _isALaw;

    private G711Encoder(bool isALaw) => _isALaw = isALaw;

    /// <summary>A-law.</summary>
    public static G711Encoder A { get; } = new(isALaw: true);

    /// <summary>µ-law.</summary>
    public static G711Encoder Mu { get; } = new(isALaw: false);

    /// <inheritdoc/>
    public override int SampleRate => 8000;

    /// <inheritdoc/>
    public override int Encode(ReadOnlySpan<short> samples, Span<byte> payload)
    {
        if (_isALaw)
        {
            G711.EncodeA(samples, payload);
        }
        else
        {
            G711.EncodeMu(samples, payload);
        }
        return samples.Length;
    }
}
