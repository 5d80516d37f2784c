using System.Runtime.InteropServices;

namespace Ponte.Sip.Messages;

/// <summary>A part of a text by its place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Slice(int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);

    public static Slice Between(int start, int end) => new(start, end - start);
}
