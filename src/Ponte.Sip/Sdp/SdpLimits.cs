namespace Ponte.Sip.Sdp;

/// <summary>How large a session description may be. What is larger is refused, so that no peer can make us work for it.</summary>
public sealed record SdpLimits
{
    /// <summary>The limits that hold where no others are given.</summary>
    public static SdpLimits Default { get; } = new();

    /// <summary>Bytes of the whole description. Teams' offers with ICE candidates of several interfaces stay below 8 kB; the default leaves four times as much.</summary>
    public int MaxBytes { get; init; } = 32_768;

    /// <summary>Lines of the whole description. A browser's offer with video has about 200.</summary>
    public int MaxLines { get; init; } = 1_000;

    /// <summary>Bytes of one line without its end. The longest lines seen are candidates and <c>a=x-</c> lines of a few hundred.</summary>
    public int MaxLineBytes { get; init; } = 4_096;

    /// <summary>Media descriptions. Conference clients offer up to about ten.</summary>
    public int MaxMedia { get; init; } = 32;

    /// <summary>Formats in one <c>m=</c> line. RTP has 128 payload types.</summary>
    public int MaxFormats { get; init; } = 128;
}
