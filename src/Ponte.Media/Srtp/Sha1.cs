using System.Buffers.Binary;
using System.Numerics;

namespace Ponte.Media.Srtp;

/// <summary>The SHA-1 compression function (FIPS 180-4 section 6.1.2) on a state that the caller keeps; .NET's own classes give no access to it.</summary>
internal static unsafe class Sha1
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 64;

    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = 20;

    /// <summary>Words of the buffer that holds a state: five of state, and as many more as libcrypto calls its context.</summary>
    public const int StateWords = 24;

    /// <summary>Begins a state.</summary>
    public static void Initialize(Span<uint> state)
    {
        state[0] = 0x67452301;
        state[1] = 0xEFCDAB89;
        state[2] = 0x98BADCFE;
        state[3] = 0x10325476;
        state[4] = 0xC3D2E1F0;
    }

    /// <summary>Takes whole blocks into the state.</summary>
    /// <param name="state"><see cref="StateWords"/> words.</param>
    /// <param name="blocks">A multiple of 64 bytes.</param>
    /// <param name="native">Whether libcrypto may do it; false is for tests.</param>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> blocks, bool native = true)
    {
        if (!native || LibCrypto.Sha1Transform == null)
        {
            for (; blocks.Length >= BlockLength; blocks = blocks[BlockLength..])
            {
                CompressManaged(state, blocks);
            }
            return;
        }
        fixed (uint* context = state)
        fixed (byte* data = blocks)
        {
            for (var i = 0; i + BlockLength <= blocks.Length; i += BlockLength)
            {
                LibCrypto.Sha1Transform(context, data + i);
            }
        }
    }

    /// <summary>Takes one block into the state.</summary>
    internal static void CompressManaged(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[80];
        for (var i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        }
        for (var i = 16; i < 80; i++)
        {
            w[i] = BitOperations.RotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4]);
        for (var i = 0; i < 80; i++)
        {
            var f = i switch
            {
                < 20 => (d ^ (b & (c ^ d))) + 0x5A827999,
                < 40 => (b ^ c ^ d) + 0x6ED9EBA1,
                < 60 => ((b & c) | (d & (b | c))) + 0x8F1BBCDC,
                _ => (b ^ c ^ d) + 0xCA62C1D6,
            };
            var next = BitOperations.RotateLeft(a, 5) + f + e + w[i];
            (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, next);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }
}
