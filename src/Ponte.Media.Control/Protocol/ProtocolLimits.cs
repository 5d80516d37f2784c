namespace Ponte.Media.Control.Protocol;

/// <summary>
/// Version and limits of the control protocol. A frame is its length (32 bits, big-endian, without itself), its <see cref="FrameKind"/> and a body; numbers are
/// big-endian, texts UTF-8 after a length of 16 bits.
/// </summary>
internal static class ProtocolLimits
{
    /// <summary><c>PMED</c>: the first word of a connection.</summary>
    public const uint Magic = 0x504D_4544;

    /// <summary>The version that this program speaks. It rises when a body changes its form, or when one side must know whether the other knows a new number.</summary>
    public const ushort Version = 7;

    /// <summary>The first version that knows ICE.</summary>
    public const ushort IceVersion = 2;

    /// <summary>The first version that plays files.</summary>
    public const ushort VoiceVersion = 3;

    /// <summary>The first version that knows fax.</summary>
    public const ushort FaxVersion = 4;

    /// <summary>The first version that looks for keys in the band, records and mixes.</summary>
    public const ushort MixVersion = 5;

    /// <summary>The first version that seals recordings.</summary>
    public const ushort SealVersion = 6;

    /// <summary>The first version that plays sealed recordings.</summary>
    public const ushort SealedPlayVersion = 7;

    /// <summary>The oldest version that this program still speaks.</summary>
    public const ushort OldestVersion = 1;

    /// <summary>Longest frame toward the media: the largest command, a configuration with 128 formats, has under 9 kB.</summary>
    public const int MaximumCommandFrame = 64 * 1024;

    /// <summary>Longest frame from the media: a list of 100,000 streams.</summary>
    public const int MaximumReplyFrame = 4 * 1024 * 1024;

    /// <summary>Longest text in bytes; what is said in words is cut there.</summary>
    public const int MaximumText = 4096;

    /// <summary>What waits at most for a reader that does not read; above it the connection is given up.</summary>
    public const int MaximumQueuedBytes = 32 * 1024 * 1024;

    /// <summary>How long a new connection may take to introduce itself.</summary>
    public static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(2);
}
