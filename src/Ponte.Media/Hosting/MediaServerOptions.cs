namespace Ponte.Media.Hosting;

/// <summary>Settings of a <see cref="MediaServer"/>.</summary>
public sealed record MediaServerOptions
{
    /// <summary>The control socket.</summary>
    public required string SocketPath { get; init; }

    /// <summary>What the process was started with, told to clients.</summary>
    public string Settings { get; init; } = "";

    /// <summary>
    /// No client and no stream for so long ends the process. Default: a server restarts within seconds; a minute lets an operator mend its
    /// settings, and nothing is lost by ending, as the next server starts a new process in 50 ms.
    /// </summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// No client for so long ends the process although streams are open. Default: peers refresh their sessions every 30 minutes (RFC 4028's recommended interval); without a
    /// server that answers, all calls are over by then, and what is left are ports.
    /// </summary>
    public TimeSpan OrphanTime { get; init; } = TimeSpan.FromMinutes(35);
}
