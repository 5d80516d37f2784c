using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Authentication;

/// <summary>Makes nonces that only the holder of the key can make: base64url of time (8), serial (8) and HMAC-SHA256 (first 16).</summary>
internal sealed class NonceMint(ReadOnlyMemory<byte> key)
{
    private const int StampBytes = 16;
    private const int Bytes = StampBytes + 16;
    private const int TextLength = (Bytes * 4 + 2) / 3;

    public string Make(Instant now)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.Ticks);
        RandomNumberGenerator.Fill(bytes[8..StampBytes]);
        Sign(bytes[..StampBytes], bytes[StampBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    public bool TryRead(string nonce, out NonceStamp stamp)
    {
        stamp = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        Span<byte> signature = stackalloc byte[Bytes - StampBytes];
        if (nonce.Length != TextLength || !Base64Url.TryDecodeFromChars(nonce, bytes, out var written) || written != Bytes)
        {
            return false;
        }
        Sign(bytes[..StampBytes], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[StampBytes..]))
        {
            return false;
        }
        stamp = new NonceStamp(new Instant(BinaryPrimitives.ReadInt64BigEndian(bytes)), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return true;
    }

    private void Sign(ReadOnlySpan<byte> stamp, Span<byte> signature)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Span, stamp, full);
        full[..signature.Length].CopyTo(signature);
    }
}
