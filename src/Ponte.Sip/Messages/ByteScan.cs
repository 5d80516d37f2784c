using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ponte.Sip.Messages;

/// <summary>Searches of a few octets, made for the short distances of a header: without the call and preparation that long searches need.</summary>
internal static class ByteScan
{
    /// <summary>The index of the first of two octets at or behind <paramref name="at"/>; -1 if there is none.</summary>
    public static int IndexOfAny(ReadOnlySpan<byte> text, int at, byte first, byte second)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var one = Vector256.Create(first);
        var other = Vector256.Create(second);
        while (at <= text.Length - Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref start, (nuint)at);
            var found = (Vector256.Equals(block, one) | Vector256.Equals(block, other)).ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }
            at += Vector256<byte>.Count;
        }
        var rest = text[at..].IndexOfAny(first, second);
        return rest < 0 ? -1 : at + rest;
    }
}
