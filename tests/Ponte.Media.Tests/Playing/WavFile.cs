using System.Buffers.Binary;
using Ponte.Media.Codecs;
using Ponte.Media.Playing;
using Ponte.Media.Tones;

namespace Ponte.Media.Tests.Playing;

/// <summary>WAV files as recorders write them.</summary>
internal static class WavFile
{
    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(
        ReadOnlySpan<short> samples,
        int rate,
        WavEncoding encoding = WavEncoding.Pcm16,
        int channels = 1,
        bool isExtensible = false,
        bool hasList = false
    )
    {
        var body = new MemoryStream();
        foreach (var sample in samples)
        {
            switch (encoding)
            {
                case WavEncoding.ALaw:
                    body.WriteByte(G711.EncodeA(sample));
                    break;
                case WavEncoding.MuLaw:
                    body.WriteByte(G711.EncodeMu(sample));
                    break;
                default:
                    body.Write(BitConverter.GetBytes(sample));
                    break;
            }
        }
        var bytes = encoding == WavEncoding.Pcm16 ? 2 : 1;
        var format = new byte[isExtensible ? 40 : 16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, isExtensible ? (ushort)0xFFFE : (ushort)encoding);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(format.AsSpan(4), (uint)rate);
        BinaryPrimitives.WriteUInt32LittleEndian(format.AsSpan(8), (uint)(rate * channels * bytes));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bytes));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)(8 * bytes));
        if (isExtensible)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(24), (ushort)encoding);
        }
        var file = new MemoryStream();
        file.Write("RIFF"u8);
        file.Write(BitConverter.GetBytes((uint)(body.Length + 36)));
        file.Write("WAVE"u8);
        Chunk(file, "fmt "u8, format);
        if (hasList)
        {
            Chunk(file, "LIST"u8, "odd"u8);
        }
        Chunk(file, "data"u8, body.ToArray());
        return file.ToArray();
    }

    /// <summary>A file with a steady tone in a folder; gives its path.</summary>
    public static string Tone(string folder, int frequency, double seconds, int rate, WavEncoding encoding = WavEncoding.Pcm16)
    {
        var path = Path.Combine(folder, $"{frequency}-{seconds}-{rate}-{encoding}.wav");
        File.WriteAllBytes(path, Bytes(ToneSamples(frequency, seconds, rate), rate, encoding));
        return path;
    }

    public static short[] ToneSamples(int frequency, double seconds, int rate)
    {
        var samples = new short[(int)(seconds * rate)];
        new ToneGenerator(Cadence.Steady(frequency, -10), rate).Fill(samples);
        return samples;
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        file.Write(name);
        file.Write(BitConverter.GetBytes((uint)body.Length));
        file.Write(body);
        if (body.Length % 2 != 0)
        {
            file.WriteByte(0);
        }
    }
}
