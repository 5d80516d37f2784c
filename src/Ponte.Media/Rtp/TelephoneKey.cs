using System.Runtime.InteropServices;

namespace Ponte.Media.Rtp;

/// <summary>A key that was pressed and let go.</summary>
/// <param name="Digit"><c>0</c>-<c>9</c>, <c>*</c>, <c>#</c>, <c>A</c>-<c>D</c>.</param>
/// <param name="Duration">How long, in units of the RTP clock.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TelephoneKey(char Digit, uint Duration);
