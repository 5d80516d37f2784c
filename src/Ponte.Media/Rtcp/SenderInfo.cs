using System.Runtime.InteropServices;

namespace Ponte.Media.Rtcp;

/// <summary>What a sender says of itself in a sender report (RFC 3550 section 6.4.1).</summary>
/// <param name="NtpTimestamp">Wall clock in NTP form: seconds since 1900 in the upper 32 bits, fractions in the lower.</param>
/// <param name="RtpTimestamp">The same instant on the RTP clock.</param>
/// <param name="PacketCount">RTP packets sent.</param>
/// <param name="OctetCount">Payload bytes sent.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SenderInfo(ulong NtpTimestamp, uint RtpTimestamp, uint PacketCount, uint OctetCount);
