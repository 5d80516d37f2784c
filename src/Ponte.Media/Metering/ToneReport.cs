using System.Runtime.InteropServices;

namespace Ponte.Media.Metering;

/// <summary>What a <see cref="ToneMeter"/> heard.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ToneReport
{
    /// <summary>Frames of 20 ms measured.</summary>
    public int Frames { get; init; }

    /// <summary>Frames in which the tone was there.</summary>
    public int ToneFrames { get; init; }

    /// <summary>Mean level of the tone in dBm0 over the frames in which it was there.</summary>
    public double Level { get; init; }

    /// <summary>The least distance of the tone from all else in dB, over the frames in which it was there.</summary>
    public double LeastRatio { get; init; }

    /// <summary>How often the tone stopped and came back.</summary>
    public int Gaps { get; init; }

    /// <summary>The longest time between two frames with the tone.</summary>
    public TimeSpan LongestGap { get; init; }

    /// <summary>Part of the frames with the tone, 0 to 1.</summary>
    public double Presence => Frames == 0 ? 0 : (double)ToneFrames / Frames;
}
