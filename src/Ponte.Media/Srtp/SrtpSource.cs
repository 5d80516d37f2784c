using System.Runtime.InteropServices;

namespace Ponte.Media.Srtp;

/// <summary>What is kept for each SSRC under one key: a mutable value in the table of its owner.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SrtpSource
{
    /// <summary>The greatest SRTP index, 48 bits (RFC 3711 section 9.2).</summary>
    public const ulong MaximumIndex = (1UL << 48) - 1;

    public uint Ssrc;
    public long LastUsed;
    public ReplayWindow Rtp;
    public ReplayWindow Rtcp;

    /// <summary>
    /// Estimates the index ROC * 65,536 + SEQ of a packet (RFC 3711 section 3.3.1). False where it would lie before the first rollover or after the last.
    /// </summary>
    public readonly bool TryEstimateIndex(ushort sequenceNumber, out ulong index)
    {
        if (!Rtp.IsStarted)
        {
            index = sequenceNumber;
            return true;
        }
        var rollover = (long)(Rtp.Highest >> 16);
        var last = (int)(Rtp.Highest & 0xFFFF);
        if (last < 32768)
        {
            rollover -= sequenceNumber - last > 32768 ? 1 : 0;
        }
        else
        {
            rollover += last - 32768 > sequenceNumber ? 1 : 0;
        }
        index = unchecked(((ulong)rollover << 16) | sequenceNumber);
        return rollover >= 0 && index <= MaximumIndex;
    }
}
