using System.Buffers.Binary;
using Ponte.Media.Metering;

namespace Ponte.Interop.Tests.Support;

/// <summary>WAV files of 16 bits: what a program plays, and what it heard.</summary>
internal static class ToneFile
{
    /// <summary>Writes a minute of a tone.</summary>
    public static void Write(string path, int frequency, int rate = 8000, int channels = 1)
    {
        var samples = 60 * rate;
        var wav = new byte[44 + (2 * channels * samples)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 2 * channels * rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), (short)(2 * channels));
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * channels * samples);
        for (var i = 0; i < samples * channels; i++)
        {
            var sample = (short)(0.4 * short.MaxValue * Math.Sin(2 * Math.PI * frequency * (i / channels) / rate));
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * i)), sample);
        }
        File.WriteAllBytes(path, wav);
    }

    /// <summary>How well a tone is heard in a recording.</summary>
    public static ToneReport Measure(string path, int frequency)
    {
        var wav = File.ReadAllBytes(path);
        var meter = new ToneMeter(frequency, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        meter.Add(Samples(wav));
        return meter.Report();
    }

    /// <summary>The samples after the header of a WAV file, of one of its channels.</summary>
    public static short[] Samples(byte[] wav, int channel = 0)
    {
        var channels = wav.Length < 44 ? 1 : BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22));
        var samples = new short[Math.Max(0, (wav.Length - 44) / 2 / channels)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (2 * ((channels * i) + channel))));
        }
        return samples;
    }
}
