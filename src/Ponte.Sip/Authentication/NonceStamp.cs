using System.Runtime.InteropServices;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Authentication;

/// <summary>What a nonce of ours says.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Serial">A number no other nonce has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NonceStamp(Instant At, ulong Serial);
