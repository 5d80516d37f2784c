namespace Ponte.Media.Control;

/// <summary>Settings of a <see cref="MediaClient"/>.</summary>
public sealed record MediaClientOptions
{
    /// <summary>The control socket of <c>ponte-media</c>.</summary>
    public required string SocketPath { get; init; }

    /// <summary>How often the process is asked whether it lives.</summary>
    /// <remarks>Default: with three unanswered questions a hanging process is given up after 3 s, before a caller on a silent line hangs up.</remarks>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Questions in a row without an answer after which the process is given up. Counted in questions, not in time: a machine that was suspended as a whole loses none.</summary>
    public int MissedPings { get; init; } = 3;

    /// <summary>Pause before the second attempt to connect; it doubles up to <see cref="LongestRetryDelay"/>.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause between attempts. Default: an attempt costs microseconds, and a call that comes meanwhile has no media.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
