using System.Buffers.Binary;
using Ponte.Media.Sockets;

namespace Ponte.Media.Stun;

/// <summary>Writes a STUN message into a buffer, attribute by attribute. What does not fit throws: the caller knows what it writes.</summary>
public ref struct StunWriter
{
    private readonly Span<byte> _buffer;

    /// <summary>Begins a Binding message.</summary>
    /// <param name="buffer">Where to; 256 bytes hold any answer.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="transactionId">The 12 bytes that name the exchange.</param>
    public StunWriter(Span<byte> buffer, StunClass kind, scoped ReadOnlySpan<byte> transactionId)
    {
        _buffer = buffer;
        // The class is in the bits 4 and 8 of the type (RFC 8489 section 5).
        var type = StunMessage.Binding | (((int)kind & 1) << 4) | (((int)kind & 2) << 7);
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)type);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], StunMessage.MagicCookie);
        transactionId.CopyTo(buffer[8..StunMessage.HeaderLength]);
        Length = StunMessage.HeaderLength;
    }

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Adds an attribute.</summary>
    public void Add(StunAttribute type, scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(Begin(type, value.Length));
        End(value.Length);
    }

    /// <summary>Adds an attribute of 32 bits.</summary>
    public void Add(StunAttribute type, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Begin(type, sizeof(uint)), value);
        End(sizeof(uint));
    }

    /// <summary>Adds an attribute of 64 bits.</summary>
    public void Add(StunAttribute type, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Begin(type, sizeof(ulong)), value);
        End(sizeof(ulong));
    }

    /// <summary>Adds ERROR-CODE, with its phrase.</summary>
    public void AddError(int code, scoped ReadOnlySpan<byte> phrase)
    {
        var value = Begin(StunAttribute.ErrorCode, 4 + phrase.Length);
        value[0] = value[1] = 0;
        value[2] = (byte)(code / 100);
        value[3] = (byte)(code % 100);
        phrase.CopyTo(value[4..]);
        End(4 + phrase.Length);
    }

    /// <summary>Adds UNKNOWN-ATTRIBUTES.</summary>
    public void AddUnknown(scoped ReadOnlySpan<ushort> types)
    {
        var value = Begin(StunAttribute.UnknownAttributes, types.Length * sizeof(ushort));
        for (var i = 0; i < types.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(value[(i * sizeof(ushort))..], types[i]);
        }
        End(types.Length * sizeof(ushort));
    }

    /// <summary>Adds MESSAGE-INTEGRITY over all so far.</summary>
    public void AddIntegrity(StunKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var covered = Length;
        var value = Begin(StunAttribute.MessageIntegrity, StunMessage.IntegrityLength);
        End(StunMessage.IntegrityLength);
        key.Compute(_buffer[..covered], value);
    }

    /// <summary>Adds FINGERPRINT over all so far; the last attribute.</summary>
    public void AddFingerprint()
    {
        var covered = Length;
        var value = Begin(StunAttribute.Fingerprint, sizeof(uint));
        End(sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(value, Crc32.Of(_buffer[..covered]) ^ StunMessage.FingerprintMask);
    }

    /// <summary>Adds XOR-MAPPED-ADDRESS.</summary>
    internal void AddXorMapped(in PeerAddress address)
    {
        Span<byte> value = stackalloc byte[XorAddress.MaximumLength];
        Add(StunAttribute.XorMappedAddress, value[..XorAddress.Write(value, address, _buffer)]);
    }

    private readonly Span<byte> Begin(StunAttribute type, int length)
    {
        var attribute = _buffer.Slice(Length, StunMessage.AttributeHeaderLength + StunMessage.Padded(length));
        BinaryPrimitives.WriteUInt16BigEndian(attribute, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[2..], (ushort)length);
        attribute[(StunMessage.AttributeHeaderLength + length)..].Clear();
        return attribute[StunMessage.AttributeHeaderLength..];
    }

    /// <summary>Counts the attribute, and writes the message's length, which integrity and fingerprint cover.</summary>
    private void End(int length)
    {
        Length += StunMessage.AttributeHeaderLength + StunMessage.Padded(length);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[2..], (ushort)(Length - StunMessage.HeaderLength));
    }
}
