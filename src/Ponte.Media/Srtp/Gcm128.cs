using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ponte.Media.Srtp;

/// <summary>
/// AES-128 in Galois/counter mode (NIST SP 800-38D) with nonces of 96 bits and tags of 128, by the processor's instructions where it has them: a tenth of what
/// the platform's class costs on packets, and a wrong tag is a false instead of an exception. Else by the platform's class. For one thread.
/// </summary>
internal sealed class Gcm128 : IDisposable
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceLength = 12;

    /// <summary>Bytes of a tag.</summary>
    public const int TagLength = 16;

    private readonly AesCounter? _counter;
    private readonly GaloisHash? _hash;
    private readonly AesGcm? _platform;

    /// <summary>Prepares a key.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="useInstructions">False forces the platform's class; for tests of that path.</param>
    public Gcm128(ReadOnlySpan<byte> key, bool useInstructions = true)
    {
        if (!useInstructions || !GaloisHash.IsSupported)
        {
            _platform = new AesGcm(key, TagLength);
            return;
        }
        _counter = new AesCounter(key);
        Span<byte> subkey = stackalloc byte[16];
        subkey.Clear();
        _counter.Apply(0, 0, subkey);
        _hash = new GaloisHash(subkey);
    }

    /// <summary>Encrypts in place.</summary>
    /// <param name="nonce">12 bytes, never used before with this key.</param>
    /// <param name="text">The plain text, then the cipher text.</param>
    /// <param name="tag">16 bytes to write.</param>
    /// <param name="data">What is authenticated and stays readable.</param>
    public void Encrypt(ReadOnlySpan<byte> nonce, Span<byte> text, Span<byte> tag, ReadOnlySpan<byte> data)
    {
        if (_platform is not null)
        {
            _platform.Encrypt(nonce, text, text, tag, data);
            return;
        }
        var (upper, lower) = FirstCounter(nonce);
        _counter!.Apply(upper, lower + 1, text);
        ComputeTag(upper, lower, text, data, tag);
    }

    /// <summary>Authenticates and decrypts in place; false leaves the text undefined.</summary>
    [SkipLocalsInit]
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, Span<byte> text, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> data)
    {
        if (_platform is not null)
        {
            return TryDecryptByPlatform(_platform, nonce, text, tag, data);
        }
        var (upper, lower) = FirstCounter(nonce);
        Span<byte> computed = stackalloc byte[TagLength];
        ComputeTag(upper, lower, text, data, computed);
        if (!AuthenticationTag.AreEqual(computed, tag))
        {
            return false;
        }
        _counter!.Apply(upper, lower + 1, text);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _counter?.Dispose();
        _platform?.Dispose();
    }

    private static bool TryDecryptByPlatform(
        AesGcm cipher,
        ReadOnlySpan<byte> nonce,
        Span<byte> text,
        ReadOnlySpan<byte> tag,
        ReadOnlySpan<byte> data
    )
    {
        try
        {
            cipher.Decrypt(nonce, text, tag, text, data);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>J0: the nonce and a counter of 32 bits that begins at 1. Packets are far too short for it to overflow.</summary>
    private static (ulong Upper, ulong Lower) FirstCounter(ReadOnlySpan<byte> nonce) =>
        (BinaryPrimitives.ReadUInt64BigEndian(nonce), ((ulong)BinaryPrimitives.ReadUInt32BigEndian(nonce[8..]) << 32) | 1);

    private void ComputeTag(ulong upper, ulong lower, ReadOnlySpan<byte> text, ReadOnlySpan<byte> data, Span<byte> tag)
    {
        _hash!.Compute(data, text, tag);
        _counter!.Apply(upper, lower, tag);
    }
}
