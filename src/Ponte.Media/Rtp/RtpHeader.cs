using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ponte.Media.Rtp;

/// <summary>The header of one RTP packet as read from the wire (RFC 3550 section 5.1): numbers only, nothing is copied.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RtpHeader
{
    /// <summary>Bytes of a header without CSRC list and extension.</summary>
    public const int FixedLength = 12;

    /// <summary>What the payload is, 0 to 127.</summary>
    public byte PayloadType { get; init; }

    /// <summary>The marker bit: with audio the first packet of a talk spurt, with telephone events the first of a key.</summary>
    public bool Marker { get; init; }

    /// <summary>The sequence number, 16 bits, wrapping.</summary>
    public ushort SequenceNumber { get; init; }

    /// <summary>The sampling instant of the first sample, in units of the payload's clock, wrapping.</summary>
    public uint Timestamp { get; init; }

    /// <summary>The synchronisation source.</summary>
    public uint Ssrc { get; init; }

    /// <summary>How many contributing sources the header names, 0 to 15.</summary>
    public int CsrcCount { get; init; }

    /// <summary>Whether a header extension (RFC 3550 section 5.3.1, RFC 8285) is there.</summary>
    public bool HasExtension { get; init; }

    /// <summary>Bytes before the payload: fixed header, CSRC list and extension.</summary>
    public int HeaderLength { get; init; }

    /// <summary>Bytes of payload, without padding.</summary>
    public int PayloadLength { get; init; }

    /// <summary>Bytes of padding at the end, its count byte included; 0 without padding.</summary>
    public int PaddingLength { get; init; }

    /// <summary>Reads the header of a plain packet. False for whatever is not a well-formed RTP packet of version 2; never throws.</summary>
    /// <param name="packet">The whole datagram.</param>
    /// <param name="header">The header.</param>
    public static bool TryParse(ReadOnlySpan<byte> packet, out RtpHeader header)
    {
        if (!TryMeasure(packet, out var headerLength))
        {
            header = default;
            return false;
        }
        var padding = 0;
        if ((packet[0] & 0x20) != 0)
        {
            padding = packet[^1];
            if (padding == 0 || padding > packet.Length - headerLength)
            {
                header = default;
                return false;
            }
        }
        header = new RtpHeader
        {
            PayloadType = (byte)(packet[1] & 0x7F),
            Marker = (packet[1] & 0x80) != 0,
            SequenceNumber = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
            Timestamp = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]),
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]),
            CsrcCount = packet[0] & 0x0F,
            HasExtension = (packet[0] & 0x10) != 0,
            HeaderLength = headerLength,
            PayloadLength = packet.Length - headerLength - padding,
            PaddingLength = padding,
        };
        return true;
    }

    /// <summary>Finds where the payload begins, without a look at the padding: that may still be encrypted (RFC 3711 section 3.1).</summary>
    internal static bool TryMeasure(ReadOnlySpan<byte> packet, out int headerLength)
    {
        headerLength = FixedLength;
        if (packet.Length < FixedLength || packet[0] >> 6 != 2)
        {
            return false;
        }
        headerLength += 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < headerLength + 4)
            {
                return false;
            }
            headerLength += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(headerLength + 2)..]));
        }
        return headerLength <= packet.Length;
    }
}
