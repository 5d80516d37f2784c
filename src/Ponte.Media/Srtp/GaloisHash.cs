using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ponte.Media.Srtp;

/// <summary>
/// GHASH (NIST SP 800-38D section 6.4) by carry-less multiplication. Four blocks are multiplied by four powers of the subkey and reduced together. Blocks are kept with
/// their bytes turned around; the product is then one bit short in its place, which the shift before the reduction mends (Gueron and Kounavis, Intel 2010).
/// </summary>
internal sealed class GaloisHash
{
    private const int BlockLength = 16;
    private const int Powers = 4;

    /// <summary>H, H², H³, H⁴.</summary>
    private readonly Vector128<ulong>[] _powers = new Vector128<ulong>[Powers];

    /// <summary>Prepares a subkey of 16 bytes.</summary>
    public GaloisHash(ReadOnlySpan<byte> subkey)
    {
        _powers[0] = Load(subkey);
        for (var i = 1; i < Powers; i++)
        {
            var product = default(Product);
            product.Add(_powers[i - 1], _powers[0]);
            _powers[i] = product.Reduce();
        }
    }

    /// <summary>Whether the processor has what this needs, and what AES by instructions needs.</summary>
    public static bool IsSupported => Pclmulqdq.IsSupported && Ssse3.IsSupported && System.Runtime.Intrinsics.X86.Aes.IsSupported;

    /// <summary>Hashes associated data and text, each filled up with zeros to whole blocks, and their lengths.</summary>
    /// <param name="data">Associated data.</param>
    /// <param name="text">Cipher text.</param>
    /// <param name="result">16 bytes.</param>
    public void Compute(ReadOnlySpan<byte> data, ReadOnlySpan<byte> text, Span<byte> result)
    {
        var lengths = Vector128.Create((ulong)text.Length * 8, (ulong)data.Length * 8);
        var state = Absorb(Absorb(Vector128<ulong>.Zero, data), text);
        var product = default(Product);
        product.Add(state ^ lengths, _powers[0]);
        Reverse(product.Reduce().AsByte()).CopyTo(result);
    }

    private static Vector128<byte> Reverse(Vector128<byte> block) =>
        Ssse3.Shuffle(block, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    private static Vector128<ulong> Load(ReadOnlySpan<byte> block) => Reverse(Vector128.Create(block)).AsUInt64();

    private static Vector128<ulong> LoadPart(ReadOnlySpan<byte> part)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Clear();
        part.CopyTo(block);
        return Load(block);
    }

    private Vector128<ulong> Absorb(Vector128<ulong> state, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var blocks = Math.Min(Powers, (bytes.Length + BlockLength - 1) / BlockLength);
            var product = default(Product);
            for (var power = blocks - 1; power >= 0; power--)
            {
                var isWhole = bytes.Length >= BlockLength;
                var block = isWhole ? Load(bytes[..BlockLength]) : LoadPart(bytes);
                bytes = isWhole ? bytes[BlockLength..] : default;
                product.Add(block ^ state, _powers[power]);
                state = Vector128<ulong>.Zero;
            }
            state = product.Reduce();
        }
        return state;
    }

    /// <summary>A sum of products of 256 bits, not yet reduced.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Product
    {
        private Vector128<ulong> _low;
        private Vector128<ulong> _middle;
        private Vector128<ulong> _high;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector128<ulong> a, Vector128<ulong> b)
        {
            _low ^= Pclmulqdq.CarrylessMultiply(a, b, 0x00);
            _middle ^= Pclmulqdq.CarrylessMultiply(a, b, 0x01) ^ Pclmulqdq.CarrylessMultiply(a, b, 0x10);
            _high ^= Pclmulqdq.CarrylessMultiply(a, b, 0x11);
        }

        /// <summary>One bit to the left, then modulo x^128 + x^7 + x^2 + x + 1 in the turned order of bits.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector128<ulong> Reduce()
        {
            var lower = (_low ^ Sse2.ShiftLeftLogical128BitLane(_middle, 8)).AsUInt32();
            var upper = (_high ^ Sse2.ShiftRightLogical128BitLane(_middle, 8)).AsUInt32();

            var (lowerCarry, upperCarry) = (lower >>> 31, upper >>> 31);
            lower = (lower << 1) | Sse2.ShiftLeftLogical128BitLane(lowerCarry, 4);
            upper = (upper << 1) | Sse2.ShiftLeftLogical128BitLane(upperCarry, 4) | Sse2.ShiftRightLogical128BitLane(lowerCarry, 12);

            var fold = (lower << 31) ^ (lower << 30) ^ (lower << 25);
            lower ^= Sse2.ShiftLeftLogical128BitLane(fold, 12);
            var rest = (lower >>> 1) ^ (lower >>> 2) ^ (lower >>> 7) ^ Sse2.ShiftRightLogical128BitLane(fold, 4);
            return (upper ^ lower ^ rest).AsUInt64();
        }
    }
}
