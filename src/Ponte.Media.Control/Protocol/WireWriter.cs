using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary>Writes one frame.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(128);

    public WireWriter(FrameKind kind)
    {
        // The length comes when all is written.
        UInt32(0);
        Byte((byte)kind);
    }

    /// <summary>Whether a value was outside what the protocol can carry: the frame must not be sent.</summary>
    public bool IsOverfull { get; private set; }

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(sizeof(ushort)), value);
        _buffer.Advance(sizeof(ushort));
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(sizeof(uint)), value);
        _buffer.Advance(sizeof(uint));
    }

    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.GetSpan(sizeof(ulong)), value);
        _buffer.Advance(sizeof(ulong));
    }

    public void Int32(int value) => UInt32(unchecked((uint)value));

    public void Int64(long value) => UInt64(unchecked((ulong)value));

    public void Double(double value) => Int64(BitConverter.DoubleToInt64Bits(value));

    public void Time(TimeSpan value) => Int64(value.Ticks);

    /// <summary>How many rows follow.</summary>
    public void Count(int value, int most)
    {
        IsOverfull |= value > most;
        UInt16(unchecked((ushort)value));
    }

    /// <summary>A number that may be absent.</summary>
    public void Optional(double? value)
    {
        Bool(value is not null);
        if (value is { } number)
        {
            Double(number);
        }
    }

    /// <summary>A stream that may be absent.</summary>
    public void Optional(StreamId? value)
    {
        Bool(value is not null);
        if (value is { } stream)
        {
            UInt64(stream.Value);
        }
    }

    /// <summary>A text that must arrive whole.</summary>
    public void Text(string value)
    {
        IsOverfull |= Encoding.UTF8.GetByteCount(value) > ProtocolLimits.MaximumText;
        Bytes(IsOverfull ? default : Encoding.UTF8.GetBytes(value));
    }

    /// <summary>A text for people: cut where it is too long.</summary>
    public void Words(string value)
    {
        // Three bytes hold any UTF-16 unit.
        const int most = ProtocolLimits.MaximumText / 3;
        Bytes(Encoding.UTF8.GetBytes(value.Length <= most ? value : value[..most]));
    }

    /// <summary>Bytes after their count.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        if (value.Length > ProtocolLimits.MaximumText)
        {
            IsOverfull = true;
            value = default;
        }
        UInt16((ushort)value.Length);
        _buffer.Write(value);
    }

    /// <summary>Family (0 for none, else 4 or 6), address, with IPv6 its scope, port.</summary>
    public void EndPoint(IPEndPoint? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }
        Byte(value.AddressFamily == AddressFamily.InterNetwork ? (byte)4 : (byte)6);
        var span = _buffer.GetSpan(16);
        value.Address.TryWriteBytes(span, out var length);
        _buffer.Advance(length);
        if (value.AddressFamily == AddressFamily.InterNetworkV6)
        {
            UInt32((uint)value.Address.ScopeId);
        }
        UInt16((ushort)value.Port);
    }

    /// <summary>The frame with its length.</summary>
    public byte[] ToFrame()
    {
        var frame = _buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)(frame.Length - sizeof(uint)));
        return frame;
    }
}
