using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Ponte.Media.Srtp;

/// <summary>
/// AES-128 in counter mode as SRTP uses it (RFC 3711 section 4.1.1), by the processor's AES instructions where it has them, else by the platform's
/// AES on counter blocks. One key schedule per instance; no allocation per call. For one thread.
/// </summary>
internal sealed class AesCounter : IDisposable
{
    private const int Rounds = 10;
    private const int BlockLength = 16;
    private const int SoftwareBlocks = 16;

    private readonly Vector128<byte>[] _roundKeys = [];
    private readonly SymmetricAlgorithm? _algorithm;
    private readonly ICryptoTransform? _transform;
    private readonly byte[] _counters = [];
    private readonly byte[] _keystream = [];

    /// <summary>Prepares a key.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="useInstructions">False forces the platform's AES; for tests of that path.</param>
    public AesCounter(ReadOnlySpan<byte> key, bool useInstructions = true)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, BlockLength, nameof(key));
        if (useInstructions && Aes.IsSupported && Ssse3.IsSupported)
        {
            _roundKeys = ExpandKey(key);
            return;
        }
        _algorithm = System.Security.Cryptography.Aes.Create();
        _algorithm.Key = key.ToArray();
#pragma warning disable CA5358 // Single blocks of a counter: counter mode is made of exactly this.
        _algorithm.Mode = CipherMode.ECB;
#pragma warning restore CA5358
        _algorithm.Padding = PaddingMode.None;
        _transform = _algorithm.CreateEncryptor();
        _counters = new byte[SoftwareBlocks * BlockLength];
        _keystream = new byte[SoftwareBlocks * BlockLength];
    }

    /// <summary>Encrypts or decrypts in place.</summary>
    /// <param name="ivUpper">The upper 64 bits of the initial counter block.</param>
    /// <param name="ivLower">The lower 64 bits; the low 16 of them count blocks.</param>
    /// <param name="data">At most 2^16 blocks.</param>
    public void Apply(ulong ivUpper, ulong ivLower, Span<byte> data)
    {
        if (_transform is null)
        {
            ApplyByInstructions(ivUpper, ivLower, data);
        }
        else
        {
            ApplyByPlatform(ivUpper, ivLower, data);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.Clear(_roundKeys);
        _transform?.Dispose();
        _algorithm?.Dispose();
    }

    private static Vector128<byte>[] ExpandKey(ReadOnlySpan<byte> key)
    {
        var keys = new Vector128<byte>[Rounds + 1];
        keys[0] = Vector128.Create(key);
        keys[1] = NextKey(keys[0], Aes.KeygenAssist(keys[0], 0x01));
        keys[2] = NextKey(keys[1], Aes.KeygenAssist(keys[1], 0x02));
        keys[3] = NextKey(keys[2], Aes.KeygenAssist(keys[2], 0x04));
        keys[4] = NextKey(keys[3], Aes.KeygenAssist(keys[3], 0x08));
        keys[5] = NextKey(keys[4], Aes.KeygenAssist(keys[4], 0x10));
        keys[6] = NextKey(keys[5], Aes.KeygenAssist(keys[5], 0x20));
        keys[7] = NextKey(keys[6], Aes.KeygenAssist(keys[6], 0x40));
        keys[8] = NextKey(keys[7], Aes.KeygenAssist(keys[7], 0x80));
        keys[9] = NextKey(keys[8], Aes.KeygenAssist(keys[8], 0x1B));
        keys[10] = NextKey(keys[9], Aes.KeygenAssist(keys[9], 0x36));
        return keys;
    }

    private static Vector128<byte> NextKey(Vector128<byte> key, Vector128<byte> assist)
    {
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 4);
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 8);
        return key ^ Sse2.Shuffle(assist.AsInt32(), 0xFF).AsByte();
    }

    private void ApplyByInstructions(ulong ivUpper, ulong ivLower, Span<byte> data)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(_roundKeys);
        ref var place = ref MemoryMarshal.GetReference(data);
        // The counter as a little-endian number, so that one addition counts; turned around for each block.
        var counter = Vector128.Create(ivLower, ivUpper);
        var length = (nuint)data.Length;
        nuint done = 0;
        for (; length - done >= 8 * BlockLength; done += 8 * BlockLength)
        {
            EightBlocks(ref keys, counter, ref Unsafe.Add(ref place, done));
            counter += Vector128.Create(8UL, 0UL);
        }
        for (; length - done >= 2 * BlockLength; done += 2 * BlockLength)
        {
            TwoBlocks(ref keys, counter, ref Unsafe.Add(ref place, done));
            counter += Vector128.Create(2UL, 0UL);
        }
        if (done < length)
        {
            // Up to 31 bytes: two blocks beside, of which as much is taken as there is.
            Span<byte> end = stackalloc byte[2 * BlockLength];
            var rest = data[(int)done..];
            rest.CopyTo(end);
            TwoBlocks(ref keys, counter, ref MemoryMarshal.GetReference(end));
            end[..rest.Length].CopyTo(rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Block(Vector128<ulong> counter, ulong number, Vector128<byte> firstKey)
    {
        var reversed = Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        return Ssse3.Shuffle((counter + Vector128.Create(number, 0UL)).AsByte(), reversed) ^ firstKey;
    }

    /// <summary>Eight blocks at once: an AES instruction takes four cycles, and two can begin in each.</summary>
    private static void EightBlocks(ref Vector128<byte> keys, Vector128<ulong> counter, ref byte place)
    {
        var k = keys;
        var (b0, b1, b2, b3) = (Block(counter, 0, k), Block(counter, 1, k), Block(counter, 2, k), Block(counter, 3, k));
        var (b4, b5, b6, b7) = (Block(counter, 4, k), Block(counter, 5, k), Block(counter, 6, k), Block(counter, 7, k));
        for (nuint round = 1; round < Rounds; round++)
        {
            k = Unsafe.Add(ref keys, round);
            b0 = Aes.Encrypt(b0, k);
            b1 = Aes.Encrypt(b1, k);
            b2 = Aes.Encrypt(b2, k);
            b3 = Aes.Encrypt(b3, k);
            b4 = Aes.Encrypt(b4, k);
            b5 = Aes.Encrypt(b5, k);
            b6 = Aes.Encrypt(b6, k);
            b7 = Aes.Encrypt(b7, k);
        }
        k = Unsafe.Add(ref keys, Rounds);
        XorBlock(Aes.EncryptLast(b0, k), ref place, 0);
        XorBlock(Aes.EncryptLast(b1, k), ref place, 1);
        XorBlock(Aes.EncryptLast(b2, k), ref place, 2);
        XorBlock(Aes.EncryptLast(b3, k), ref place, 3);
        XorBlock(Aes.EncryptLast(b4, k), ref place, 4);
        XorBlock(Aes.EncryptLast(b5, k), ref place, 5);
        XorBlock(Aes.EncryptLast(b6, k), ref place, 6);
        XorBlock(Aes.EncryptLast(b7, k), ref place, 7);
    }

    private static void TwoBlocks(ref Vector128<byte> keys, Vector128<ulong> counter, ref byte place)
    {
        var k = keys;
        var (b0, b1) = (Block(counter, 0, k), Block(counter, 1, k));
        for (nuint round = 1; round < Rounds; round++)
        {
            k = Unsafe.Add(ref keys, round);
            b0 = Aes.Encrypt(b0, k);
            b1 = Aes.Encrypt(b1, k);
        }
        k = Unsafe.Add(ref keys, Rounds);
        XorBlock(Aes.EncryptLast(b0, k), ref place, 0);
        XorBlock(Aes.EncryptLast(b1, k), ref place, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void XorBlock(Vector128<byte> block, ref byte place, nuint number) =>
        (Vector128.LoadUnsafe(ref place, number * BlockLength) ^ block).StoreUnsafe(ref place, number * BlockLength);

    private void ApplyByPlatform(ulong ivUpper, ulong ivLower, Span<byte> data)
    {
        while (!data.IsEmpty)
        {
            var length = Math.Min(data.Length, _counters.Length);
            var blocks = (length + BlockLength - 1) / BlockLength;
            for (var i = 0; i < blocks; i++)
            {
                BinaryPrimitives.WriteUInt64BigEndian(_counters.AsSpan(i * BlockLength), ivUpper);
                BinaryPrimitives.WriteUInt64BigEndian(_counters.AsSpan((i * BlockLength) + 8), ivLower + (ulong)i);
            }
            _transform!.TransformBlock(_counters, 0, blocks * BlockLength, _keystream, 0);
            for (var i = 0; i < length; i++)
            {
                data[i] ^= _keystream[i];
            }
            ivLower += (ulong)blocks;
            data = data[length..];
        }
    }
}
