using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Recording;

/// <summary>What stands at the beginning of a sealed recording, in the clear. Every chunk answers for it.</summary>
/// <remarks>
/// <c>PONTEREC</c>, version, codec, channels, samples a second (32 bits, little-endian), length and name of the key, salt. Then chunks: length of
/// the encrypted part (32 bits, little-endian), nonce, encrypted part, tag. The encrypted part is its kind and what it holds; the digest of the header and the
/// chunk's place are authenticated with it, so that chunks can be neither moved nor exchanged, and a cut shows by the missing end.
/// </remarks>
public sealed record SealedHeader
{
    internal const int NonceLength = 12;
    internal const int TagLength = 16;

    /// <summary>The largest encrypted part: far above what a tenth of a second has.</summary>
    internal const int MaximumChunk = 1 << 20;

    private const int FixedLength = 8 + 3 + sizeof(int) + 1;
    private const byte Version = 1;

    /// <summary>The longest header.</summary>
    internal const int MaximumLength = FixedLength + RecordingSeal.MaximumKeyId + RecordingSeal.KeyLength;

    /// <summary>How the samples are written.</summary>
    public required RecordingCodec Codec { get; init; }

    /// <summary>Channels: 1, or 2.</summary>
    public required int Channels { get; init; }

    /// <summary>Samples a second in each channel.</summary>
    public required int SampleRate { get; init; }

    /// <summary>The name of the key that the file's own key is derived from.</summary>
    public required string KeyId { get; init; }

    /// <summary>What it is derived with.</summary>
    public required ImmutableArray<byte> Salt { get; init; }

    /// <summary>The key of a file.</summary>
    /// <param name="key">The key of the settings, of at least 32 bytes.</param>
    /// <param name="salt">The file's salt.</param>
    public static byte[] DeriveKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        var derived = new byte[RecordingSeal.KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt, "ponte recording 1"u8);
        return derived;
    }

    /// <summary>Reads the header of a file; null where it is none.</summary>
    public static SealedHeader? Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new byte[MaximumLength];
        if (
            file.ReadAtLeast(buffer.AsSpan(0, FixedLength), FixedLength, throwOnEndOfStream: false) < FixedLength
            || !buffer.AsSpan().StartsWith("PONTEREC"u8)
            || buffer[8] != Version
        )
        {
            return null;
        }
        var keyId = buffer[FixedLength - 1];
        var rest = keyId + RecordingSeal.KeyLength;
        var body = buffer.AsSpan(FixedLength);
        if (keyId > RecordingSeal.MaximumKeyId || file.ReadAtLeast(body[..rest], rest, throwOnEndOfStream: false) < rest)
        {
            return null;
        }
        var header = new SealedHeader
        {
            Codec = (RecordingCodec)buffer[9],
            Channels = buffer[10],
            SampleRate = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(11)),
            KeyId = Encoding.UTF8.GetString(body[..keyId]),
            Salt = [.. body[keyId..rest]],
        };
        var isKnown =
            header.Codec is RecordingCodec.Pcm or RecordingCodec.Opus && header.Channels is 1 or 2 && header.SampleRate is 8000 or 16000;
        return isKnown ? header : null;
    }

    /// <summary>The header as it stands in the file.</summary>
    internal byte[] ToBytes()
    {
        var keyId = Encoding.UTF8.GetBytes(KeyId);
        var bytes = new byte[FixedLength + keyId.Length + Salt.Length];
        "PONTEREC"u8.CopyTo(bytes);
        (bytes[8], bytes[9], bytes[10]) = (Version, (byte)Codec, (byte)Channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(11), SampleRate);
        bytes[FixedLength - 1] = (byte)keyId.Length;
        keyId.CopyTo(bytes, FixedLength);
        Salt.CopyTo(bytes, FixedLength + keyId.Length);
        return bytes;
    }

    /// <summary>What is authenticated with each chunk; its place is written behind the digest.</summary>
    internal byte[] Associated()
    {
        var associated = new byte[SHA256.HashSizeInBytes + sizeof(long)];
        SHA256.HashData(ToBytes(), associated);
        return associated;
    }

    /// <summary>Puts the place of a chunk behind the digest.</summary>
    internal static void SetPlace(byte[] associated, long place) =>
        BinaryPrimitives.WriteInt64LittleEndian(associated.AsSpan(SHA256.HashSizeInBytes), place);
}
