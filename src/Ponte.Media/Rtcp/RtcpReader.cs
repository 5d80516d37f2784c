using System.Buffers.Binary;

namespace Ponte.Media.Rtcp;

/// <summary>
/// Reads the packets of a plain compound RTCP datagram one after the other (RFC 3550 section 6.1). Stops at the first malformed one; never throws.
/// Reduced-size RTCP (RFC 5506) is read too: no rule about the first packet is enforced here, see <see cref="IsCompound"/>.
/// </summary>
public ref struct RtcpReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins at the datagram's first byte.</summary>
    public RtcpReader(ReadOnlySpan<byte> datagram) => _rest = datagram;

    /// <summary>Whether something that is no RTCP packet stopped the reading.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Checks a datagram as RFC 3550 A.2 says: report first, lengths that add up, padding in the last packet only.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < 8 || (RtcpType)datagram[1] is not (RtcpType.SenderReport or RtcpType.ReceiverReport))
        {
            return false;
        }
        var reader = new RtcpReader(datagram);
        while (reader.TryRead(out var packet))
        {
            if (packet.HasPadding && !reader._rest.IsEmpty)
            {
                return false;
            }
        }
        return !reader.IsMalformed;
    }

    /// <summary>Reads the next packet. False at the end, or where the form is broken.</summary>
    public bool TryRead(out RtcpPacket packet)
    {
        packet = default;
        if (_rest.IsEmpty || IsMalformed)
        {
            return false;
        }
        if (_rest.Length < 4 || _rest[0] >> 6 != 2)
        {
            IsMalformed = true;
            return false;
        }
        var length = 4 * (BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]) + 1);
        var padding = length <= _rest.Length && (_rest[0] & 0x20) != 0 ? _rest[length - 1] : 0;
        if (length > _rest.Length || padding > length - 4)
        {
            IsMalformed = true;
            return false;
        }
        packet = new RtcpPacket(_rest[..length], padding);
        _rest = _rest[length..];
        return true;
    }
}
