using System.Runtime.InteropServices;

namespace Ponte.Sip.Messages;

/// <summary>The start line by places: of a request its method and URI, of a response its status and reason phrase.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StartLine(int Status, SipMethod Method, int FirstStart, int FirstLength, int SecondStart, int SecondLength)
{
    public bool IsResponse => Status != 0;

    /// <summary>The method's text.</summary>
    public ReadOnlySpan<byte> MethodOf(ReadOnlySpan<byte> message) => message.Slice(FirstStart, FirstLength);

    /// <summary>The Request-URI, or the reason phrase of a response.</summary>
    public ReadOnlySpan<byte> SecondOf(ReadOnlySpan<byte> message) => message.Slice(SecondStart, SecondLength);
}
