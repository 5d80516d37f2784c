using System.Buffers.Binary;

namespace Ponte.Media.Rtcp;

/// <summary>One packet of a compound RTCP datagram. What does not fit the packet's type or length is false, zero or empty; nothing throws on wire input.</summary>
public readonly ref struct RtcpPacket
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal RtcpPacket(ReadOnlySpan<byte> packet, int padding)
    {
        HasPadding = (packet[0] & 0x20) != 0;
        _bytes = packet[..^padding];
    }

    /// <summary>The packet type.</summary>
    public RtcpType Type => _bytes.IsEmpty ? RtcpType.None : (RtcpType)_bytes[1];

    /// <summary>Whether padding follows.</summary>
    public bool HasPadding { get; }

    /// <summary>The five bits after version and padding: count of report blocks, chunks or sources.</summary>
    public int Count => _bytes.IsEmpty ? 0 : _bytes[0] & 0x1F;

    /// <summary>The sender of a report, or the first source of a description or goodbye; 0 where the packet is too short for one.</summary>
    public uint Ssrc => _bytes.Length < 8 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    /// <summary>How many report blocks can be read: the count that the header names, or fewer where the packet ends before.</summary>
    public int ReportCount => ReportOffset == 0 ? 0 : Math.Max(0, Math.Min(Count, (_bytes.Length - ReportOffset) / ReportBlock.Length));

    private int ReportOffset =>
        Type switch
        {
            RtcpType.SenderReport => 28,
            RtcpType.ReceiverReport => 8,
            _ => 0,
        };

    /// <summary>Reads the sender's part of a sender report.</summary>
    public bool TryGetSenderInfo(out SenderInfo info)
    {
        if (Type != RtcpType.SenderReport || _bytes.Length < 28)
        {
            info = default;
            return false;
        }
        info = new SenderInfo(
            BinaryPrimitives.ReadUInt64BigEndian(_bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(_bytes[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(_bytes[20..]),
            BinaryPrimitives.ReadUInt32BigEndian(_bytes[24..])
        );
        return true;
    }

    /// <summary>Reads a report block.</summary>
    /// <param name="index">0 to <see cref="ReportCount"/> - 1.</param>
    public ReportBlock GetReport(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ReportCount);
        return ReportBlock.Read(_bytes[(ReportOffset + (index * ReportBlock.Length))..]);
    }

    /// <summary>The canonical name in the first chunk of a source description (RFC 3550 section 6.5.1).</summary>
    public bool TryGetCname(out uint ssrc, out ReadOnlySpan<byte> cname)
    {
        ssrc = Ssrc;
        cname = default;
        if (Type != RtcpType.SourceDescription || Count == 0 || _bytes.Length < 8)
        {
            return false;
        }
        var items = _bytes[8..];
        while (items.Length >= 2 && items[0] != 0 && items.Length >= 2 + items[1])
        {
            if (items[0] == 1)
            {
                cname = items.Slice(2, items[1]);
                return true;
            }
            items = items[(2 + items[1])..];
        }
        return false;
    }

    /// <summary>Whether a goodbye names a source (RFC 3550 section 6.6).</summary>
    public bool IsGoodbyeOf(uint ssrc)
    {
        if (Type != RtcpType.Goodbye)
        {
            return false;
        }
        var sources = _bytes[4..];
        for (var i = 0; i < Count && sources.Length >= 4; i++, sources = sources[4..])
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(sources) == ssrc)
            {
                return true;
            }
        }
        return false;
    }
}
