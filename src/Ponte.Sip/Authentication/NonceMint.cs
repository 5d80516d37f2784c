using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Authentication;

/// <summary>Makes nonces that only the holder of the key can make: base64url of time (8), serial (8) and HMAC-SHA256 over them and the recipient (first 16).</summary>
internal sealed class NonceMint(ReadOnlyMemory<byte> key)
{
    private const int StampBytes = 16;
    private const int Bytes = StampBytes + 16;
    private const int TextLength = (Bytes * 4 + 2) / 3;

    public string Make(Instant now, string recipient)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.Ticks);
        RandomNumberGenerator.Fill(bytes[8..StampBytes]);
        Sign(bytes[..StampBytes], recipient, bytes[StampBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    public bool TryRead(string nonce, string recipient, out NonceStamp stamp)
    {
        stamp = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        Span<byte> signature = stackalloc byte[Bytes - StampBytes];
        // Not TryDecodeFromChars: it throws at what is no base64url, and anybody may send that.
        if (
            nonce.Length != TextLength
            || Base64Url.DecodeFromChars(nonce, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes
        )
        {
            return false;
        }
        Sign(bytes[..StampBytes], recipient, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[StampBytes..]))
        {
            return false;
        }
        stamp = new NonceStamp(new Instant(BinaryPrimitives.ReadInt64BigEndian(bytes)), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return true;
    }

    private void Sign(ReadOnlySpan<byte> stamp, string recipient, Span<byte> signature)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Span, [.. stamp, .. Encoding.UTF8.GetBytes(recipient)], full);
        full[..signature.Length].CopyTo(signature);
    }
}
