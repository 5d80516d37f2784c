using System.Buffers.Binary;

namespace Ponte.Media.Rtcp;

/// <summary>
/// Writes a compound RTCP datagram (RFC 3550 section 6.1): a report first, then the canonical name, then a goodbye where the stream ends.
/// A packet that does not fit the buffer, or breaks a limit of its form, is left out and told by false.
/// </summary>
public ref struct RtcpWriter
{
    /// <summary>Report blocks that one report holds.</summary>
    public const int MaximumReports = 31;

    private readonly Span<byte> _buffer;

    /// <summary>Begins an empty datagram.</summary>
    /// <param name="buffer">Where it is written; 256 bytes hold what one stream sends.</param>
    public RtcpWriter(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Writes an SR.</summary>
    public bool WriteSenderReport(uint ssrc, in SenderInfo info, scoped ReadOnlySpan<ReportBlock> reports)
    {
        if (!Begin(RtcpType.SenderReport, reports.Length, 28 + (reports.Length * ReportBlock.Length), out var packet))
        {
            return false;
        }
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(packet[8..], info.NtpTimestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], info.RtpTimestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[20..], info.PacketCount);
        BinaryPrimitives.WriteUInt32BigEndian(packet[24..], info.OctetCount);
        WriteReports(packet[28..], reports);
        return true;
    }

    /// <summary>Writes an RR; without report blocks it is the empty report that opens a compound when nothing came (RFC 3550 section 6.1).</summary>
    public bool WriteReceiverReport(uint ssrc, scoped ReadOnlySpan<ReportBlock> reports)
    {
        if (!Begin(RtcpType.ReceiverReport, reports.Length, 8 + (reports.Length * ReportBlock.Length), out var packet))
        {
            return false;
        }
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
        WriteReports(packet[8..], reports);
        return true;
    }

    /// <summary>Writes an SDES with one CNAME.</summary>
    /// <param name="ssrc">The source.</param>
    /// <param name="cname">UTF-8, at most 255 bytes.</param>
    public bool WriteCname(uint ssrc, scoped ReadOnlySpan<byte> cname)
    {
        // Header and SSRC, the item, its end, all filled up with zeros to a multiple of four.
        var length = (8 + 2 + cname.Length + 1 + 3) & ~3;
        if (cname.Length > 255 || !Begin(RtcpType.SourceDescription, 1, length, out var packet))
        {
            return false;
        }
        packet[8..].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
        packet[8] = 1;
        packet[9] = (byte)cname.Length;
        cname.CopyTo(packet[10..]);
        return true;
    }

    /// <summary>Writes a BYE without a reason.</summary>
    public bool WriteGoodbye(uint ssrc)
    {
        if (!Begin(RtcpType.Goodbye, 1, 8, out var packet))
        {
            return false;
        }
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
        return true;
    }

    private static void WriteReports(Span<byte> bytes, scoped ReadOnlySpan<ReportBlock> reports)
    {
        for (var i = 0; i < reports.Length; i++)
        {
            reports[i].Write(bytes[(i * ReportBlock.Length)..]);
        }
    }

    private bool Begin(RtcpType type, int count, int length, out Span<byte> packet)
    {
        if (count > MaximumReports || length > _buffer.Length - Length)
        {
            packet = default;
            return false;
        }
        packet = _buffer.Slice(Length, length);
        packet[0] = (byte)(0x80 | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)((length / 4) - 1));
        Length += length;
        return true;
    }
}
