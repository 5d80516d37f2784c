using System.Runtime.InteropServices;

namespace Ponte.Media.Engine;

/// <summary>What the header of one packet to a peer says besides payload type and source.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OutputStamp(ushort Sequence, uint Timestamp, bool Marker);
