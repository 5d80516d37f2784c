using System.Runtime.InteropServices;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;

namespace Ponte.Media.Engine;

/// <summary>A packet that passed all checks.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Format">What its payload type means.</param>
/// <param name="Kind">How the relay treats it.</param>
/// <param name="IsNewSource">Whether its source was latched by it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AcceptedPacket(RtpHeader Header, PayloadFormat Format, PayloadKind Kind, bool IsNewSource);
