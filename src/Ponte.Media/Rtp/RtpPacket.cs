using System.Buffers.Binary;

namespace Ponte.Media.Rtp;

/// <summary>Writes and changes RTP packets in place (RFC 3550 section 5.1), and tells RTP from RTCP on a shared port.</summary>
public static class RtpPacket
{
    /// <summary>Writes a header without CSRC list, extension and padding; the payload follows it.</summary>
    /// <param name="packet">At least <see cref="RtpHeader.FixedLength"/> bytes.</param>
    /// <param name="payloadType">0 to 127.</param>
    /// <param name="marker">The marker bit.</param>
    /// <param name="sequenceNumber">The sequence number.</param>
    /// <param name="timestamp">The timestamp.</param>
    /// <param name="ssrc">The synchronisation source.</param>
    /// <returns>The length of the header, 12.</returns>
    public static int WriteHeader(Span<byte> packet, byte payloadType, bool marker, ushort sequenceNumber, uint timestamp, uint ssrc)
    {
        packet[0] = 0x80;
        SetPayloadType(packet, payloadType, marker);
        SetSequenceNumber(packet, sequenceNumber);
        SetTimestamp(packet, timestamp);
        SetSsrc(packet, ssrc);
        return RtpHeader.FixedLength;
    }

    /// <summary>Writes payload type and marker into a packet.</summary>
    public static void SetPayloadType(Span<byte> packet, byte payloadType, bool marker) =>
        packet[1] = (byte)((payloadType & 0x7F) | (marker ? 0x80 : 0));

    /// <summary>Writes the sequence number into a packet.</summary>
    public static void SetSequenceNumber(Span<byte> packet, ushort sequenceNumber) =>
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], sequenceNumber);

    /// <summary>Writes the timestamp into a packet.</summary>
    public static void SetTimestamp(Span<byte> packet, uint timestamp) => BinaryPrimitives.WriteUInt32BigEndian(packet[4..], timestamp);

    /// <summary>Writes the synchronisation source into a packet.</summary>
    public static void SetSsrc(Span<byte> packet, uint ssrc) => BinaryPrimitives.WriteUInt32BigEndian(packet[8..], ssrc);

    /// <summary>
    /// Whether a datagram on a port that carries both is RTCP (RFC 5761 section 4): the second byte is an RTCP packet type, 192 to 223.
    /// True only for what is long enough to hold an RTCP header; the rest of the form is not checked.
    /// </summary>
    public static bool IsRtcp(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= 8 && datagram[0] >> 6 == 2 && datagram[1] is >= 192 and <= 223;
}
