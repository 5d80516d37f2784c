using System.Buffers.Binary;

namespace Ponte.Pbx.Prompts;

/// <summary>Brings speech to the rate that callers hear: PCM of 16 bits, one channel, 16 kHz.</summary>
public static class TelephoneWav
{
    /// <summary>The rate of the result, in Hz: that of G.722, and twice that of G.711.</summary>
    public const int Rate = 16000;

    private const int HeaderLength = 44;
    private const int MaxLength = 64 * 1024 * 1024;
    private const int MarginMilliseconds = 60;
    private const int Audible = 100; // 50 dB below full scale
    private const int Zeros = 16; // of the window on either side

    /// <summary>Converts a file.</summary>
    /// <returns>Null: done; else what is wrong with the file.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string? Convert(string from, string to)
    {
        if (new FileInfo(from) is not { Exists: true, Length: <= MaxLength })
        {
            return "there is no speech, or too much of it";
        }
        var bytes = File.ReadAllBytes(from);
        if (Samples(bytes, out var rate) is not { } samples)
        {
            return "the speech is no WAV file of one channel with 16 bits";
        }
        File.WriteAllBytes(to, Wav(Resample(Spoken(samples, rate), rate)));
        return null;
    }

    /// <summary>The samples of a WAV file; null where it is none of one channel with 16 bits.</summary>
    private static short[]? Samples(ReadOnlySpan<byte> bytes, out int rate)
    {
        rate = 0;
        if (bytes.Length < HeaderLength || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
        {
            return null;
        }
        for (var at = 12; at + 8 <= bytes.Length; )
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), (uint)(bytes.Length - at - 8));
            var chunk = bytes.Slice(at + 8, length);
            if (bytes.Slice(at, 4).SequenceEqual("fmt "u8) && length >= 16)
            {
                var isPlain = BinaryPrimitives.ReadInt16LittleEndian(chunk) == 1 && BinaryPrimitives.ReadInt16LittleEndian(chunk[2..]) == 1;
                rate =
                    isPlain && BinaryPrimitives.ReadInt16LittleEndian(chunk[14..]) == 16
                        ? BinaryPrimitives.ReadInt32LittleEndian(chunk[4..])
                        : 0;
            }
            else if (bytes.Slice(at, 4).SequenceEqual("data"u8))
            {
                return rate is < 4000 or > 192000 ? null : Shorts(chunk);
            }
            at += 8 + length + (length & 1);
        }
        return null;
    }

    private static short[] Shorts(ReadOnlySpan<byte> bytes)
    {
        var samples = new short[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
        }
        return samples;
    }

    /// <summary>Without most of the silence before and behind, so that pieces follow each other as words do.</summary>
    private static short[] Spoken(short[] samples, int rate)
    {
        var margin = rate * MarginMilliseconds / 1000;
        var first = Array.FindIndex(samples, s => Math.Abs((int)s) >= Audible);
        var last = Array.FindLastIndex(samples, s => Math.Abs((int)s) >= Audible);
        return first < 0 ? samples : samples[Math.Max(0, first - margin)..Math.Min(samples.Length, last + 1 + margin)];
    }

    /// <summary>A sinc under a Hann window, narrow enough for the lower of the two rates.</summary>
    private static short[] Resample(short[] samples, int rate)
    {
        if (rate == Rate)
        {
            return samples;
        }
        var cut = Math.Min(1.0, (double)Rate / rate);
        var reach = (int)Math.Ceiling(Zeros / cut);
        var result = new short[(int)((long)samples.Length * Rate / rate)];
        for (var i = 0; i < result.Length; i++)
        {
            var centre = (double)i * rate / Rate;
            var first = Math.Max(0, (int)Math.Floor(centre) - reach + 1);
            var last = Math.Min(samples.Length - 1, (int)Math.Floor(centre) + reach);
            var sum = 0.0;
            for (var j = first; j <= last; j++)
            {
                var distance = j - centre;
                var window = 0.5 + (0.5 * Math.Cos(Math.PI * distance / reach));
                sum += samples[j] * cut * Sinc(cut * distance) * window;
            }
            result[i] = (short)Math.Clamp(Math.Round(sum), short.MinValue, short.MaxValue);
        }
        return result;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static byte[] Wav(short[] samples)
    {
        var bytes = new byte[HeaderLength + (2 * samples.Length)];
        var span = bytes.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], 2 * samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(span[(HeaderLength + (2 * i))..], samples[i]);
        }
        return bytes;
    }
}
