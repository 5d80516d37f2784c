namespace Ponte.Media.Engine;

/// <summary>Listens to the speech that a stream receives, besides what is relayed. For the worker's thread.</summary>
internal interface IAudioTap
{
    /// <summary>A packet of speech came.</summary>
    /// <param name="packet">What it is.</param>
    /// <param name="payload">Its payload, decrypted.</param>
    /// <param name="now">When.</param>
    void Take(in AcceptedPacket packet, ReadOnlySpan<byte> payload, TimeSpan now);
}
