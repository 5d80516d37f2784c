using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ponte.Media.Rtcp;

/// <summary>What one receiver reports of one source (RFC 3550 section 6.4.1).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReportBlock
{
    /// <summary>Bytes on the wire.</summary>
    public const int Length = 24;

    /// <summary>The least cumulative loss that 24 bits hold.</summary>
    public const int MinimumLost = -0x800000;

    /// <summary>The greatest cumulative loss that 24 bits hold.</summary>
    public const int MaximumLost = 0x7FFFFF;

    /// <summary>The source that is reported on.</summary>
    public uint Ssrc { get; init; }

    /// <summary>Packets lost since the report before, in 1/256 of those expected.</summary>
    public byte FractionLost { get; init; }

    /// <summary>Packets lost since the beginning; negative with duplicates.</summary>
    public int CumulativeLost { get; init; }

    /// <summary>The highest sequence number with the count of its wraps in the upper 16 bits.</summary>
    public uint HighestSequence { get; init; }

    /// <summary>Interarrival jitter in units of the RTP clock.</summary>
    public uint Jitter { get; init; }

    /// <summary>LSR: the middle 32 bits of the last sender report's NTP time; 0 without one.</summary>
    public uint LastSenderReport { get; init; }

    /// <summary>DLSR: the time since that report came, in 1/65,536 s.</summary>
    public uint DelaySinceLastSenderReport { get; init; }

    internal static ReportBlock Read(ReadOnlySpan<byte> bytes) =>
        new()
        {
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes),
            FractionLost = bytes[4],
            // 24 bits with sign: shifted up and back down again.
            CumulativeLost = (BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) << 8) >> 8,
            HighestSequence = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            Jitter = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            LastSenderReport = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
            DelaySinceLastSenderReport = BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]),
        };

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], Math.Clamp(CumulativeLost, MinimumLost, MaximumLost));
        bytes[4] = FractionLost;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[20..], DelaySinceLastSenderReport);
    }
}
