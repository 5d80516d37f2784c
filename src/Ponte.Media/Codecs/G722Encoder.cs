namespace Ponte.Media.Codecs;

/// <summary>ITU-T G.722 at 64 kbit/s: 16 kHz in two sub-bands. For one thread and one stream.</summary>
public sealed class G722Encoder : AudioEncoder
{
    private readonly G722Band _low = G722Band.Low();
    private readonly G722Band _high = G722Band.High();
    private readonly int[] _history = new int[24];

    /// <inheritdoc/>
    public override int SampleRate => 16000;

    /// <summary>The decision levels of the low band's 60 steps (table 13).</summary>
    // csharpier-ignore
    private static ReadOnlySpan<short> Levels =>
        [
            35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786,
            858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919,
        ];

    /// <inheritdoc/>
    public override int Encode(ReadOnlySpan<short> samples, Span<byte> payload)
    {
        var length = samples.Length / 2;
        for (var i = 0; i < length; i++)
        {
            var (low, high) = Split(samples[2 * i], samples[(2 * i) + 1]);
            payload[i] = (byte)((EncodeHigh(high) << 6) | EncodeLow(low));
        }
        return length;
    }

    private (int Low, int High) Split(short first, short second)
    {
        var history = _history;
        Array.Copy(history, 2, history, 0, history.Length - 2);
        (history[22], history[23]) = (first, second);
        var (odd, even) = (0, 0);
        var mirror = G722Tables.Mirror;
        for (var i = 0; i < mirror.Length; i++)
        {
            odd += history[2 * i] * mirror[i];
            even += history[(2 * i) + 1] * mirror[mirror.Length - 1 - i];
        }
        return ((even + odd) >> 14, (even - odd) >> 14);
    }

    private int EncodeLow(int sample)
    {
        var error = G722Band.Limit(sample - _low.Predicted);
        var magnitude = error >= 0 ? error : -(error + 1);
        var level = 0;
        while (level < Levels.Length && magnitude >= (Levels[level] * _low.Step) >> 12)
        {
            level++;
        }
        // The codes of table 14: those of negative steps run from 63 and 62 down from 31, those of positive ones down from 61.
        var code =
            error >= 0 ? 61 - level
            : level < 2 ? 63 - level
            : 33 - level;
        G722Tables.AdaptLow(_low, code >> 2);
        return code;
    }

    private int EncodeHigh(int sample)
    {
        var error = G722Band.Limit(sample - _high.Predicted);
        var magnitude = error >= 0 ? error : -(error + 1);
        var isFar = magnitude >= (564 * _high.Step) >> 12;
        var code = (error >= 0 ? 2 : 0) | (isFar ? 0 : 1);
        G722Tables.AdaptHigh(_high, code);
        return code;
    }
}
