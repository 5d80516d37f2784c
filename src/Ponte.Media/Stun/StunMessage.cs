using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ponte.Media.Stun;

/// <summary>A STUN message (RFC 8489 section 5) as it lies in its datagram: checked once, read in place, nothing allocated.</summary>
/// <remarks>
/// <code>
/// 0 0 | type (14 bits) | length of what follows the header
///       magic cookie 0x2112A442
///       transaction id (12 bytes)
///       attributes: type, length, value, padding to 4 bytes
/// </code>
/// What follows MESSAGE-INTEGRITY is not authentic and is passed over (section 14.5).
/// </remarks>
public readonly ref struct StunMessage
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 20;

    /// <summary>The longest message that is read: what fits into a datagram of Ethernet. Checks have about 100 bytes.</summary>
    public const int MaximumLength = 1500;

    /// <summary>The highest first byte that STUN has on a port that it shares with RTP (RFC 7983 section 7).</summary>
    public const byte LastFirstByte = 3;

    /// <summary>The method of checks.</summary>
    public const int Binding = 1;

    internal const uint MagicCookie = 0x2112_A442;
    internal const uint FingerprintMask = 0x5354_554E;
    internal const int AttributeHeaderLength = 4;
    internal const int IntegrityLength = 20;

    private const int TransactionOffset = 8;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _integrity;

    private StunMessage(ReadOnlySpan<byte> bytes, int integrity, bool hasFingerprint)
    {
        _bytes = bytes;
        _integrity = integrity;
        HasFingerprint = hasFingerprint;
    }

    /// <summary>What it is.</summary>
    public StunClass Class => (StunClass)(((_bytes[0] & 1) << 1) | (_bytes[1] >> 4 & 1));

    /// <summary>What it is about: <see cref="Binding"/>, or a method that we do not know.</summary>
    public int Method => ((_bytes[0] & 0x3E) << 6) | ((_bytes[1] & 0xE0) >> 1) | (_bytes[1] & 0x0F);

    /// <summary>The 12 bytes that a response repeats.</summary>
    public ReadOnlySpan<byte> TransactionId => _bytes[TransactionOffset..HeaderLength];

    /// <summary>Whether there is a FINGERPRINT; one that is wrong makes the message none.</summary>
    public bool HasFingerprint { get; }

    /// <summary>Whether there is a MESSAGE-INTEGRITY, right or wrong.</summary>
    public bool HasIntegrity => _integrity != 0;

    /// <summary>Whether a datagram claims to be STUN: first byte, length and cookie.</summary>
    public static bool IsStun(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= HeaderLength
        && datagram[0] <= LastFirstByte
        && BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) == MagicCookie;

    /// <summary>Reads a datagram. False for what breaks the form in any place, or has a wrong FINGERPRINT.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (
            !IsStun(datagram)
            || datagram.Length > MaximumLength
            || BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) != datagram.Length - HeaderLength
            || datagram.Length % 4 != 0
        )
        {
            return false;
        }
        var (integrity, fingerprint) = (0, 0);
        for (var offset = HeaderLength; offset < datagram.Length; )
        {
            var length = (int)BinaryPrimitives.ReadUInt16BigEndian(datagram[(offset + 2)..]);
            // FINGERPRINT is the last attribute (section 14.7).
            if (fingerprint != 0 || length > datagram.Length - offset - AttributeHeaderLength)
            {
                return false;
            }
            switch ((StunAttribute)BinaryPrimitives.ReadUInt16BigEndian(datagram[offset..]))
            {
                case StunAttribute.MessageIntegrity when length != IntegrityLength:
                case StunAttribute.Fingerprint when length != sizeof(uint):
                    return false;
                case StunAttribute.MessageIntegrity when integrity == 0:
                    integrity = offset;
                    break;
                case StunAttribute.Fingerprint:
                    fingerprint = offset;
                    break;
            }
            offset += AttributeHeaderLength + Padded(length);
        }
        if (fingerprint != 0 && !IsFingerprintRight(datagram, fingerprint))
        {
            return false;
        }
        message = new StunMessage(datagram, integrity, fingerprint != 0);
        return true;
    }

    /// <summary>The value of the first attribute of that type; false without one.</summary>
    public bool TryFind(StunAttribute type, out ReadOnlySpan<byte> value)
    {
        for (var offset = HeaderLength; offset < AuthenticEnd; offset += AttributeHeaderLength + Padded(LengthAt(offset)))
        {
            if ((StunAttribute)TypeAt(offset) == type)
            {
                value = _bytes.Slice(offset + AttributeHeaderLength, LengthAt(offset));
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>Whether an attribute is there.</summary>
    public bool Has(StunAttribute type) => TryFind(type, out _);

    /// <summary>Whether MESSAGE-INTEGRITY is there and right.</summary>
    [SkipLocalsInit]
    public bool IsAuthentic(StunKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!HasIntegrity)
        {
            return false;
        }
        Span<byte> covered = stackalloc byte[MaximumLength];
        covered = covered[.._integrity];
        _bytes[.._integrity].CopyTo(covered);
        // The length that is hashed ends with the attribute itself (section 14.5).
        var length = _integrity + AttributeHeaderLength + IntegrityLength - HeaderLength;
        BinaryPrimitives.WriteUInt16BigEndian(covered[2..], (ushort)length);
        Span<byte> code = stackalloc byte[IntegrityLength];
        key.Compute(covered, code);
        return CryptographicOperations.FixedTimeEquals(code, _bytes.Slice(_integrity + AttributeHeaderLength, IntegrityLength));
    }

    /// <summary>The address in XOR-MAPPED-ADDRESS; null without one that can be read.</summary>
    public IPEndPoint? XorMappedAddress => TryFind(StunAttribute.XorMappedAddress, out var value) ? XorAddress.Read(value, _bytes) : null;

    /// <summary>The number in ERROR-CODE; 0 without one.</summary>
    public int ErrorCode => TryFind(StunAttribute.ErrorCode, out var value) && value.Length >= 4 ? ((value[2] & 7) * 100) + value[3] : 0;

    /// <summary>Lists the attributes that must be understood and are not.</summary>
    /// <returns>How many there are in <paramref name="types"/>; those beyond its end are left out.</returns>
    public int FindUnknown(Span<ushort> types)
    {
        var count = 0;
        for (var offset = HeaderLength; offset < AuthenticEnd; offset += AttributeHeaderLength + Padded(LengthAt(offset)))
        {
            if (!IsKnown(TypeAt(offset)) && count < types.Length)
            {
                types[count++] = TypeAt(offset);
            }
        }
        return count;
    }

    internal static int Padded(int length) => (length + 3) & ~3;

    private int AuthenticEnd => HasIntegrity ? _integrity : _bytes.Length;

    private ushort TypeAt(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_bytes[offset..]);

    private int LengthAt(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_bytes[(offset + 2)..]);

    private static bool IsKnown(ushort type) =>
        type >= 0x8000
        || (StunAttribute)type
            is StunAttribute.MappedAddress
                or StunAttribute.UserName
                or StunAttribute.MessageIntegrity
                or StunAttribute.ErrorCode
                or StunAttribute.UnknownAttributes
                or StunAttribute.Realm
                or StunAttribute.Nonce
                or StunAttribute.XorMappedAddress
                or StunAttribute.Priority
                or StunAttribute.UseCandidate;

    private static bool IsFingerprintRight(ReadOnlySpan<byte> datagram, int offset) =>
        BinaryPrimitives.ReadUInt32BigEndian(datagram[(offset + AttributeHeaderLength)..])
        == (Crc32.Of(datagram[..offset]) ^ FingerprintMask);
}
