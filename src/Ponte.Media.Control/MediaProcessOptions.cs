using System.Collections.Immutable;

namespace Ponte.Media.Control;

/// <summary>Settings of a <see cref="MediaProcess"/>.</summary>
public sealed record MediaProcessOptions
{
    /// <summary>The program <c>ponte-media</c>; a <c>.dll</c> is run by <c>dotnet</c>.</summary>
    public required string Executable { get; init; }

    /// <summary>Its arguments; they name <see cref="Client"/>'s socket.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>What the process tells of its settings. A running process that tells otherwise is replaced at start when it has no streams, else kept with a warning.</summary>
    public string? ExpectedSettings { get; init; }

    /// <summary>The client's settings.</summary>
    public required MediaClientOptions Client { get; init; }

    /// <summary>How long a started process may take until it accepts us. It takes 50 ms; a machine under full load at boot may need the rest.</summary>
    public TimeSpan StartTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A process that lived for less is restarted with a pause; one that lived longer at once.</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause before the restart of a process that lived for a short time; it doubles each time up to <see cref="LongestRestartDelay"/>.</summary>
    public TimeSpan FirstRestartDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a restart: a fault that lasts must not load the machine, and calls are lost meanwhile.</summary>
    public TimeSpan LongestRestartDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the process may take to end when asked.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(5);
}
