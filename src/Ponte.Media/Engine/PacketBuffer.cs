using Ponte.Media.Srtp;

namespace Ponte.Media.Engine;

/// <summary>Sizes of the buffers that packets pass through.</summary>
internal static class PacketBuffer
{
    /// <summary>Longest datagram that is taken: more than an Ethernet frame holds.</summary>
    public const int MaximumDatagram = 2048;

    /// <summary>Room behind a packet for what SRTP appends.</summary>
    public const int TailRoom = SrtpSender.MaximumOverhead + SrtpSender.MaximumMkiLength;

    /// <summary>A whole buffer.</summary>
    public const int Bytes = MaximumDatagram + TailRoom;
}
