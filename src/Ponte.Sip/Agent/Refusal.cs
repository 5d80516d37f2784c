using System.Runtime.InteropServices;

namespace Ponte.Sip.Agent;

/// <summary>Why a request is refused before anybody sees it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Header">The header that tells the peer what would be right; default for none.</param>
/// <param name="Reason">The reason phrase; null for the usual one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Refusal(int Status, ExtraHeader Header = default, string? Reason = null);
