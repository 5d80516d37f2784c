namespace Ponte.Media.Codecs;

/// <summary>ITU-T G.722 at 64 kbit/s to 16 kHz. For one thread and one source.</summary>
public sealed class G722Decoder : AudioDecoder
{
    private readonly G722Band _low = G722Band.Low();
    private readonly G722Band _high = G722Band.High();
    private readonly int[] _history = new int[24];

    /// <inheritdoc/>
    public override int SampleRate => 16000;

    /// <summary>Output of the low band's quantizer by all its six bits.</summary>
    // csharpier-ignore
    private static ReadOnlySpan<short> Low6 =>
        [
            -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
            -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
            24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
            4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
        ];

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var length = Math.Min(payload.Length, samples.Length / 2);
        for (var i = 0; i < length; i++)
        {
            var low = DecodeLow(payload[i] & 63);
            var high = DecodeHigh(payload[i] >> 6);
            Join(low, high, out samples[2 * i], out samples[(2 * i) + 1]);
        }
        return 2 * length;
    }

    private static int Limit15(int value) => Math.Clamp(value, -16384, 16383);

    private int DecodeLow(int code)
    {
        var sample = Limit15(_low.Predicted + ((_low.Step * Low6[code]) >> 15));
        G722Tables.AdaptLow(_low, code >> 2);
        return sample;
    }

    private int DecodeHigh(int code)
    {
        var predicted = _high.Predicted;
        return Limit15(predicted + G722Tables.AdaptHigh(_high, code));
    }

    private void Join(int low, int high, out short first, out short second)
    {
        var history = _history;
        Array.Copy(history, 2, history, 0, history.Length - 2);
        (history[22], history[23]) = (low + high, low - high);
        var (odd, even) = (0, 0);
        var mirror = G722Tables.Mirror;
        for (var i = 0; i < mirror.Length; i++)
        {
            even += history[2 * i] * mirror[i];
            odd += history[(2 * i) + 1] * mirror[mirror.Length - 1 - i];
        }
        first = (short)G722Band.Limit(odd >> 11);
        second = (short)G722Band.Limit(even >> 11);
    }
}
