namespace Ponte.Media.Engine;

/// <summary>The buffers of one worker, through which all its packets pass. Pinned, so that the collector never has to move them.</summary>
internal sealed class WorkerBuffers
{
    /// <summary>The datagram that is being handled.</summary>
    public byte[] Packet { get; } = GC.AllocateArray<byte>(PacketBuffer.Bytes, pinned: true);

    /// <summary>A copy for all sinks but the last.</summary>
    public byte[] Copy { get; } = GC.AllocateArray<byte>(PacketBuffer.Bytes, pinned: true);

    /// <summary>RTCP that is being written.</summary>
    public byte[] Report { get; } = GC.AllocateArray<byte>(PacketBuffer.Bytes, pinned: true);
}
