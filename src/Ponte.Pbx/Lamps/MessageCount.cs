using System.Runtime.InteropServices;

namespace Ponte.Pbx.Lamps;

/// <summary>Messages that wait for a user.</summary>
/// <param name="New">Not heard yet.</param>
/// <param name="Old">Heard and kept.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MessageCount(int New, int Old);
