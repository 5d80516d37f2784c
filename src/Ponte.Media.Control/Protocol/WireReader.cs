using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary>Reads the body of a frame. What is not there reads as zero and sets <see cref="IsBroken"/>; nothing throws.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct WireReader
{
    private ReadOnlySpan<byte> _rest;

    public WireReader(ReadOnlySpan<byte> body) => _rest = body;

    /// <summary>Whether something was missing or out of bounds.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether all was well and nothing is left over.</summary>
    public readonly bool IsComplete => !IsBroken && _rest.IsEmpty;

    public void Break()
    {
        IsBroken = true;
        _rest = default;
    }

    public byte Byte()
    {
        var bytes = Take(1);
        return bytes.IsEmpty ? (byte)0 : bytes[0];
    }

    public bool Bool()
    {
        var value = Byte();
        if (value > 1)
        {
            Break();
        }
        return value == 1;
    }

    public ushort UInt16()
    {
        var bytes = Take(sizeof(ushort));
        return bytes.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public uint UInt32()
    {
        var bytes = Take(sizeof(uint));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    public ulong UInt64()
    {
        var bytes = Take(sizeof(ulong));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    public int Int32() => unchecked((int)UInt32());

    public long Int64() => unchecked((long)UInt64());

    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    public TimeSpan Time() => new(Int64());

    public double? Optional() => Bool() ? Double() : null;

    public StreamId Stream() => new(UInt64());

    public StreamId? OptionalStream() => Bool() ? Stream() : null;

    /// <summary>A tone that there is.</summary>
    public ToneKind Tone()
    {
        var tone = (ToneKind)Byte();
        if (tone is < ToneKind.Ringback or > ToneKind.Test)
        {
            Break();
        }
        return tone;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ReadOnlySpan<byte> Bytes()
    {
        var length = UInt16();
        if (length > ProtocolLimits.MaximumText)
        {
            Break();
            return default;
        }
        return Take(length);
    }

    public IPEndPoint? EndPoint()
    {
        switch (Byte())
        {
            case 0:
                return null;
            case 4:
                var four = Take(4);
                var port = UInt16();
                return IsBroken ? null : new IPEndPoint(new IPAddress(four), port);
            case 6:
                var six = Take(16);
                var scope = UInt32();
                port = UInt16();
                return IsBroken ? null : new IPEndPoint(new IPAddress(six, scope), port);
            default:
                Break();
                return null;
        }
    }

    /// <summary>An end point that must be there.</summary>
    public IPEndPoint RequiredEndPoint()
    {
        var value = EndPoint();
        if (value is null)
        {
            Break();
        }
        return value ?? new IPEndPoint(IPAddress.None, 0);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
        {
            Break();
            return default;
        }
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
