using System.Buffers.Binary;

namespace Ponte.Media.Recording;

/// <summary>The header of WAV files that are written: PCM of 16 bits.</summary>
internal static class WavHeader
{
    /// <summary>Bytes before the samples.</summary>
    public const int Length = 44;

    /// <summary>The most bytes of samples that a WAV file can have.</summary>
    public const long MaximumData = uint.MaxValue - Length;

    /// <summary>Writes a header.</summary>
    /// <param name="header"><see cref="Length"/> bytes.</param>
    /// <param name="sampleRate">Samples a second in each channel.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="data">Bytes of samples that follow.</param>
    public static void Write(Span<byte> header, int sampleRate, int channels, long data)
    {
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(data + Length - 8));
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)(sampleRate * channels * sizeof(short)));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], (ushort)(channels * sizeof(short)));
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], (uint)data);
    }
}
