using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ponte.Media.Playing;

/// <summary>What the header of a WAV file says, as far as it can be played: PCM of 16 bits, A-law or µ-law; 8, 16 or 48 kHz; one or two channels.</summary>
/// <param name="Encoding">How a sample is written.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">1 or 2; two are played as their mean.</param>
/// <param name="DataOffset">Where the samples begin.</param>
/// <param name="Frames">How many samples there are in each channel, no more than the file holds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WavFormat(WavEncoding Encoding, int SampleRate, int Channels, long DataOffset, long Frames)
{
    /// <summary>Chunks that are looked through for the samples; recorders write three or four.</summary>
    private const int MaximumChunks = 64;

    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const int ShortestFormat = 16;

    /// <summary>Bytes of one sample of all channels.</summary>
    public int FrameBytes => Channels * (Encoding == WavEncoding.Pcm16 ? sizeof(short) : 1);

    /// <summary>How long it plays.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)Frames / SampleRate);

    /// <summary>Reads the header of a file.</summary>
    /// <param name="read">Reads bytes from an offset; gives how many there were.</param>
    /// <param name="fileLength">The file's length: what a header promises beyond it (a recorder that was killed) does not count.</param>
    /// <param name="format">What it says.</param>
    /// <param name="error">Why it cannot be played, in words.</param>
    public static bool TryRead(WavRead read, long fileLength, out WavFormat format, out string error)
    {
        ArgumentNullException.ThrowIfNull(read);
        format = default;
        Span<byte> header = stackalloc byte[40];
        if (read(0, header[..RiffHeader]) < RiffHeader || !header.StartsWith("RIFF"u8) || !header[8..].StartsWith("WAVE"u8))
        {
            error = "It is no WAV file.";
            return false;
        }
        long offset = RiffHeader;
        for (var chunk = 0; chunk < MaximumChunks && read(offset, header[..ChunkHeader]) == ChunkHeader; chunk++)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            var body = offset + ChunkHeader;
            if (header.StartsWith("data"u8))
            {
                return TryMeasure(ref format, body, Math.Min(length, fileLength - body), out error);
            }
            if (header.StartsWith("fmt "u8))
            {
                var size = read(body, header[..(int)Math.Min(length, (uint)header.Length)]);
                if (size < ShortestFormat || !TryReadFormat(header[..size], out format))
                {
                    error = "Its format is none of PCM 16 bits, A-law and µ-law at 8, 16 or 48 kHz with one or two channels.";
                    return false;
                }
            }
            // Chunks are padded to even lengths.
            offset = body + length + (length & 1);
        }
        error = "It holds no samples.";
        return false;
    }

    private static bool TryMeasure(ref WavFormat format, long offset, long bytes, out string error)
    {
        if (format.SampleRate == 0)
        {
            error = "Its samples come before their format.";
            return false;
        }
        format = format with { DataOffset = offset, Frames = Math.Max(0, bytes) / format.FrameBytes };
        error = "";
        return true;
    }

    private static bool TryReadFormat(ReadOnlySpan<byte> body, out WavFormat format)
    {
        const int extensible = 0xFFFE;
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(body);
        if (tag == extensible)
        {
            // The tag stands at the beginning of the sub-format's GUID.
            tag = body.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(body[24..]) : 0;
        }
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
        var encoding = (WavEncoding)tag;
        format = new WavFormat(encoding, (int)rate, channels, 0, 0);
        return channels is 1 or 2
            && rate is 8000 or 16000 or 48000
            && bits == (encoding == WavEncoding.Pcm16 ? 16 : 8)
            && encoding is WavEncoding.Pcm16 or WavEncoding.ALaw or WavEncoding.MuLaw;
    }
}
