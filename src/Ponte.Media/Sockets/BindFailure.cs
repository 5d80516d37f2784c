using System.Runtime.InteropServices;

namespace Ponte.Media.Sockets;

/// <summary>Why a port could not be bound.</summary>
/// <param name="PortInUse">Another program holds the port: another one may be tried.</param>
/// <param name="Reason">The system's words.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BindFailure(bool PortInUse, string Reason);
