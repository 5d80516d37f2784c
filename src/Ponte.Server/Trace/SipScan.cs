namespace Ponte.Server.Trace;

/// <summary>What one walk over a message's lines found.</summary>
/// <param name="CallId">Where the Call-ID is; empty where there is none.</param>
/// <param name="Method">Where the method of CSeq is; empty where there is none.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct SipScan(Range CallId, Range Method);
