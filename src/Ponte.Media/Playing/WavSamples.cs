using System.Buffers.Binary;
using Ponte.Media.Codecs;

namespace Ponte.Media.Playing;

/// <summary>The samples of WAV files.</summary>
internal static class WavSamples
{
    /// <summary>Whole frames of bytes as samples of one channel; two channels are averaged.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, in WavFormat format, Span<short> samples)
    {
        var frames = bytes.Length / format.FrameBytes;
        for (var i = 0; i < frames; i++)
        {
            var sum = 0;
            for (var channel = 0; channel < format.Channels; channel++)
            {
                sum += At(bytes, format.Encoding, (i * format.Channels) + channel);
            }
            samples[i] = (short)(sum / format.Channels);
        }
    }

    private static short At(ReadOnlySpan<byte> bytes, WavEncoding encoding, int index) =>
        encoding switch
        {
            WavEncoding.ALaw => G711.DecodeA(bytes[index]),
            WavEncoding.MuLaw => G711.DecodeMu(bytes[index]),
            _ => BinaryPrimitives.ReadInt16LittleEndian(bytes[(sizeof(short) * index)..]),
        };
}
