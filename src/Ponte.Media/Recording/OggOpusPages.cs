using System.Buffers.Binary;

namespace Ponte.Media.Recording;

/// <summary>The pages of an Ogg file with Opus in packets of 20 ms (RFC 3533, RFC 7845).</summary>
internal sealed class OggOpusPages(int channels, int sampleRate)
{
    /// <summary>Positions count at 48 kHz whatever the samples are (RFC 7845 section 4).</summary>
    private const int PositionsOfPacket = 960;

    /// <summary>What libopus looks ahead, at 48 kHz: 6.5 ms.</summary>
    private const ushort PreSkip = 312;
    private const int MaximumSegments = 255;
    private const uint Polynomial = 0x04C1_1DB7;

    private uint _sequence;
    private long _position;

    /// <summary>The two pages of headers.</summary>
    public byte[] Begin()
    {
        var head = new byte[19];
        "OpusHead"u8.CopyTo(head);
        (head[8], head[9]) = (1, (byte)channels);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), PreSkip);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), sampleRate);
        byte[] tags = [.. "OpusTags"u8, 5, 0, 0, 0, .. "Ponte"u8, 0, 0, 0, 0];
        return [.. Page([head], 2, 0), .. Page([tags], 0, 0)];
    }

    /// <summary>A page, or several, of packets.</summary>
    public byte[] Page(IReadOnlyList<byte[]> packets, bool isLast)
    {
        var pages = new List<byte>();
        for (var i = 0; i < packets.Count; )
        {
            var some = new List<byte[]>();
            var segments = 0;
            while (i < packets.Count && segments + (packets[i].Length / 255) + 1 <= MaximumSegments)
            {
                segments += (packets[i].Length / 255) + 1;
                some.Add(packets[i++]);
            }
            _position += some.Count * PositionsOfPacket;
            pages.AddRange(Page(some, isLast && i == packets.Count ? (byte)4 : (byte)0, _position));
        }
        return [.. pages];
    }

    private byte[] Page(List<byte[]> packets, byte flags, long position)
    {
        var lacing = packets.SelectMany(p => Enumerable.Repeat(byte.MaxValue, p.Length / 255).Append((byte)(p.Length % 255))).ToArray();
        byte[] page = [.. "OggS"u8, 0, flags, .. new byte[20], (byte)lacing.Length, .. lacing, .. packets.SelectMany(p => p)];
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), position);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), _sequence++);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), Checksum(page));
        return page;
    }

    private static uint Checksum(byte[] page)
    {
        var sum = 0u;
        foreach (var value in page)
        {
            sum ^= (uint)value << 24;
            for (var i = 0; i < 8; i++)
            {
                sum = (sum & 0x8000_0000) != 0 ? (sum << 1) ^ Polynomial : sum << 1;
            }
        }
        return sum;
    }
}
