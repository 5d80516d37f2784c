using System.Runtime.InteropServices;

namespace Ponte.Sip.Messages;

/// <summary>Where a header field stands in the octets of its message. The value is without the space around it, folded lines included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderSlot(HeaderName Name, int NameStart, int NameLength, int ValueStart, int ValueLength)
{
    public ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> message) => message.Slice(NameStart, NameLength);

    public ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> message) => message.Slice(ValueStart, ValueLength);
}
