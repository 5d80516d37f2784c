namespace Ponte.Simulator.Microsoft;

/// <summary>Hold by REFER to a music bot (reference section 11).</summary>
public sealed record MusicOptions
{
    /// <summary>The tone in Hz that stands for the music.</summary>
    public int Frequency { get; init; } = 550;

    /// <summary>How long the bot rings. Microsoft's takes about 4 s.</summary>
    public TimeSpan Ring { get; init; } = TimeSpan.FromSeconds(4);
}
