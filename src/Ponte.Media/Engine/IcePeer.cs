namespace Ponte.Media.Engine;

/// <summary>One peer that checks: a call that is forked has several, told apart by their fragments.</summary>
/// <param name="fragment">The peer's user name fragment.</param>
internal sealed class IcePeer(byte[] fragment)
{
    /// <summary>Whether that is its fragment.</summary>
    public bool Is(ReadOnlySpan<byte> other) => other.SequenceEqual(fragment);

    /// <summary>RTP, and RTCP where it shares the port.</summary>
    public IcePath Rtp { get; } = new();

    /// <summary>RTCP on a port of its own.</summary>
    public IcePath Rtcp { get; } = new();
}
