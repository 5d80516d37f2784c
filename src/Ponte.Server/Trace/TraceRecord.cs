using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ponte.Sip.Transports;

namespace Ponte.Server.Trace;

/// <summary>
/// One message in a trace file. All numbers are little-endian:
/// <code>
/// 4  mark "PTR1"      4  length of all that follows      8  hash of the Call-ID      8  microseconds since 1970
/// 1  1 = sent         1  protocol      local address, remote address: 1 length, n bytes, 2 port
/// 2  length of the Call-ID, the Call-ID      the message, up to the record's end
/// </code>
/// A record that is cut off or does not begin with the mark ends its file: the process or the power went away while it was written.
/// </summary>
internal static class TraceRecord
{
    /// <summary>Bytes up to where the length begins to count.</summary>
    public const int PrefixBytes = 8;

    /// <summary>Bytes of the fixed head, with the prefix.</summary>
    public const int HeadBytes = 24;

    /// <summary>No record is longer: the longest SIP message, the longest Call-ID and the head.</summary>
    public const int MaxBytes = 256 * 1024;

    private const uint Mark = 0x31525450;

    /// <summary>Appends a record.</summary>
    public static void Write(IBufferWriter<byte> writer, TracedMessage message)
    {
        var callId = Encoding.UTF8.GetBytes(message.SipCallId);
        var callIdLength = Math.Min(callId.Length, ushort.MaxValue);
        var local = message.Local.Address.GetAddressBytes();
        var remote = message.Remote.Address.GetAddressBytes();
        var length = HeadBytes + 2 + 3 + local.Length + 3 + remote.Length + 2 + callIdLength + message.Bytes.Length;
        var span = writer.GetSpan(length)[..length];
        BinaryPrimitives.WriteUInt32LittleEndian(span, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], length - PrefixBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(span[8..], Hash(callId));
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], Storage.Microseconds.Of(message.At));
        span[24] = message.IsSent ? (byte)1 : (byte)0;
        span[25] = (byte)message.Protocol;
        var at = WriteAddress(span, HeadBytes + 2, local, message.Local.Port);
        at = WriteAddress(span, at, remote, message.Remote.Port);
        BinaryPrimitives.WriteUInt16LittleEndian(span[at..], (ushort)callIdLength);
        callId.AsSpan(0, callIdLength).CopyTo(span[(at + 2)..]);
        message.Bytes.Span.CopyTo(span[(at + 2 + callIdLength)..]);
        writer.Advance(length);
    }

    /// <summary>Reads the fixed head.</summary>
    /// <param name="span">At least <see cref="HeadBytes"/> bytes.</param>
    /// <param name="length">The whole record's length.</param>
    /// <param name="hash">The hash of its Call-ID.</param>
    /// <param name="microseconds">Its time.</param>
    /// <returns>False where no record begins here.</returns>
    public static bool TryReadHead(ReadOnlySpan<byte> span, out int length, out ulong hash, out long microseconds)
    {
        var isRecord = BinaryPrimitives.ReadUInt32LittleEndian(span) == Mark;
        length = BinaryPrimitives.ReadInt32LittleEndian(span[4..]) + PrefixBytes;
        hash = BinaryPrimitives.ReadUInt64LittleEndian(span[8..]);
        microseconds = BinaryPrimitives.ReadInt64LittleEndian(span[16..]);
        return isRecord && length is >= HeadBytes and <= MaxBytes;
    }

    /// <summary>Reads a whole record; null where it is damaged.</summary>
    public static TracedMessage? Read(ReadOnlySpan<byte> record)
    {
        var at = HeadBytes + 2;
        if (
            record.Length < at
            || !TryReadHead(record, out _, out _, out var microseconds)
            || !TryReadAddress(record, ref at, out var local)
            || !TryReadAddress(record, ref at, out var remote)
            || record.Length < at + 2
        )
        {
            return null;
        }
        var callIdLength = BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);
        at += 2;
        if (record.Length < at + callIdLength)
        {
            return null;
        }
        return new TracedMessage(
            Storage.Microseconds.ToTime(microseconds),
            record[24] == 1,
            (TransportProtocol)record[25],
            local,
            remote,
            Encoding.UTF8.GetString(record.Slice(at, callIdLength)),
            record[(at + callIdLength)..].ToArray()
        );
    }

    /// <summary>FNV-1a over the Call-ID's UTF-8 bytes: stable over processes, unlike <see cref="string.GetHashCode()"/>.</summary>
    public static ulong Hash(string callId) => Hash(Encoding.UTF8.GetBytes(callId));

    private static ulong Hash(ReadOnlySpan<byte> callId)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in callId)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }
        return hash;
    }

    private static int WriteAddress(Span<byte> span, int at, byte[] address, int port)
    {
        span[at] = (byte)address.Length;
        address.CopyTo(span[(at + 1)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(span[(at + 1 + address.Length)..], (ushort)port);
        return at + 3 + address.Length;
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> record, ref int at, out IPEndPoint endPoint)
    {
        endPoint = new IPEndPoint(IPAddress.None, 0);
        var length = record.Length > at ? record[at] : 0;
        if (length is not (4 or 16) || record.Length < at + 3 + length)
        {
            return false;
        }
        var address = new IPAddress(record.Slice(at + 1, length));
        endPoint = new IPEndPoint(address, BinaryPrimitives.ReadUInt16LittleEndian(record[(at + 1 + length)..]));
        at += 3 + length;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
    }
}
