using System.Buffers.Binary;
using Ponte.Media.Metering;

namespace Ponte.Interop.Tests.Support;

/// <summary>WAV files of 8 kHz, one channel of 16 bits: what a program plays, and what it heard.</summary>
internal static class ToneFile
{
    /// <summary>Writes a minute of a tone.</summary>
    public static void Write(string path, int frequency)
    {
        const int samples = 60 * 8000;
        var wav = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 16000);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * samples);
        for (var i = 0; i < samples; i++)
        {
            var sample = (short)(0.4 * short.MaxValue * Math.Sin(2 * Math.PI * frequency * i / 8000));
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * i)), sample);
        }
        File.WriteAllBytes(path, wav);
    }

    /// <summary>How well a tone is heard in a recording.</summary>
    public static ToneReport Measure(string path, int frequency)
    {
        var meter = new ToneMeter(frequency, 8000);
        meter.Add(Samples(File.ReadAllBytes(path)));
        return meter.Report();
    }

    /// <summary>The samples after the header of a WAV file with one channel of 16 bits.</summary>
    public static short[] Samples(byte[] wav)
    {
        var samples = new short[Math.Max(0, (wav.Length - 44) / 2)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (2 * i)));
        }
        return samples;
    }
}
