using System.Numerics;

namespace Ponte.Media.Codecs;

/// <summary>ITU-T G.711: A-law and µ-law to and from 16 bit linear samples, by tables.</summary>
public static class G711
{
    /// <summary>An A-law byte of silence.</summary>
    public const byte SilenceA = 0xD5;

    /// <summary>A µ-law byte of silence.</summary>
    public const byte SilenceMu = 0xFF;

    private static readonly short[] LinearOfA = MakeTable(ExpandA);
    private static readonly short[] LinearOfMu = MakeTable(ExpandMu);

    /// <summary>One A-law byte as a linear sample.</summary>
    public static short DecodeA(byte value) => LinearOfA[value];

    /// <summary>One µ-law byte as a linear sample.</summary>
    public static short DecodeMu(byte value) => LinearOfMu[value];

    /// <summary>A-law bytes as linear samples; <paramref name="samples"/> is at least as long.</summary>
    public static void DecodeA(ReadOnlySpan<byte> values, Span<short> samples) => Decode(LinearOfA, values, samples);

    /// <summary>µ-law bytes as linear samples; <paramref name="samples"/> is at least as long.</summary>
    public static void DecodeMu(ReadOnlySpan<byte> values, Span<short> samples) => Decode(LinearOfMu, values, samples);

    /// <summary>A linear sample as the A-law byte next to it.</summary>
    public static byte EncodeA(short sample)
    {
        // 13 bits of magnitude and sign; negative values are mirrored so that -1 and 0 share a step.
        var negative = sample < 0;
        var magnitude = (negative ? ~sample : sample) >> 3;
        var exponent = Math.Max(0, 27 - BitOperations.LeadingZeroCount((uint)magnitude));
        var mantissa = exponent < 2 ? (magnitude >> 1) & 0x1F : ((magnitude >> exponent) & 0x0F) | (exponent << 4);
        return (byte)((negative ? 0x55 : 0xD5) ^ mantissa);
    }

    /// <summary>A linear sample as the µ-law byte next to it.</summary>
    public static byte EncodeMu(short sample)
    {
        const int bias = 0x84;
        const int clip = 32635;
        var negative = sample < 0;
        var magnitude = Math.Min(negative ? -(int)sample : sample, clip) + bias;
        var exponent = 24 - BitOperations.LeadingZeroCount((uint)magnitude);
        var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~((negative ? 0x80 : 0) | (exponent << 4) | mantissa);
    }

    /// <summary>Linear samples as A-law bytes; <paramref name="values"/> is at least as long.</summary>
    public static void EncodeA(ReadOnlySpan<short> samples, Span<byte> values)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            values[i] = EncodeA(samples[i]);
        }
    }

    /// <summary>Linear samples as µ-law bytes; <paramref name="values"/> is at least as long.</summary>
    public static void EncodeMu(ReadOnlySpan<short> samples, Span<byte> values)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            values[i] = EncodeMu(samples[i]);
        }
    }

    private static void Decode(short[] table, ReadOnlySpan<byte> values, Span<short> samples)
    {
        for (var i = 0; i < values.Length; i++)
        {
            samples[i] = table[values[i]];
        }
    }

    private static short[] MakeTable(Func<int, int> expand) => [.. Enumerable.Range(0, 256).Select(value => (short)expand(value))];

    private static int ExpandA(int value)
    {
        value ^= 0x55;
        var exponent = (value >> 4) & 7;
        var magnitude = ((value & 0x0F) << 4) + 8;
        if (exponent > 0)
        {
            magnitude = (magnitude + 0x100) << (exponent - 1);
        }
        return (value & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int ExpandMu(int value)
    {
        value = ~value & 0xFF;
        var magnitude = (((value & 0x0F) << 3) + 0x84) << ((value >> 4) & 7);
        return (value & 0x80) != 0 ? 0x84 - magnitude : magnitude - 0x84;
    }
}
