using System.Collections.Immutable;
using System.Globalization;

namespace Ponte.Media.Hosting;

/// <summary>Settings of the process <c>ponte-media</c>, as its command line and environment give them and as the server makes them.</summary>
public sealed record MediaHostSettings
{
    /// <summary>The control socket.</summary>
    public required string SocketPath { get; init; }

    /// <summary>The engine's settings.</summary>
    public required MediaOptions Engine { get; init; }

    /// <summary>Where output goes; null leaves it where it is.</summary>
    public string? LogFile { get; init; }

    /// <summary>Leave the terminal and the session of the parent, so that neither its end nor its Ctrl-C ends the media.</summary>
    public bool Detach { get; init; }

    /// <summary><see cref="MediaServerOptions.IdleTime"/>; null for its default.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary><see cref="MediaServerOptions.OrphanTime"/>; null for its default.</summary>
    public TimeSpan? OrphanTime { get; init; }

    /// <summary>What a client compares to see whether a running process has these settings: all that matters for streams.</summary>
    public string Description => string.Join(' ', EngineArguments());

    /// <summary>The arguments that <see cref="MediaHostArguments.Parse"/> reads back to the same settings.</summary>
    public ImmutableArray<string> ToArguments()
    {
        List<string> arguments = ["--socket", SocketPath, .. EngineArguments()];
        if (LogFile is not null)
        {
            arguments.AddRange(["--log", LogFile]);
        }
        if (Detach)
        {
            arguments.Add("--detach");
        }
        AddSeconds(arguments, "--idle-exit", IdleTime);
        AddSeconds(arguments, "--orphan-exit", OrphanTime);
        return [.. arguments];
    }

    private static void AddSeconds(List<string> arguments, string name, TimeSpan? value)
    {
        if (value is { } time)
        {
            arguments.AddRange([name, time.TotalSeconds.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    private List<string> EngineArguments()
    {
        var defaults = new MediaOptions();
        List<string> arguments = [];
        foreach (var address in Engine.Addresses)
        {
            arguments.AddRange(["--address", MediaHostArguments.Format(address)]);
        }
        if (Engine.Workers != defaults.Workers)
        {
            arguments.AddRange(["--workers", Engine.Workers.ToString(CultureInfo.InvariantCulture)]);
        }
        if (Engine.MaximumStreams != defaults.MaximumStreams)
        {
            arguments.AddRange(["--maximum-streams", Engine.MaximumStreams.ToString(CultureInfo.InvariantCulture)]);
        }
        if (Engine.PortRest != defaults.PortRest)
        {
            AddSeconds(arguments, "--port-rest", Engine.PortRest);
        }
        if (Engine.LongestPause != defaults.LongestPause)
        {
            arguments.AddRange(["--longest-pause", Engine.LongestPause.TotalMicroseconds.ToString(CultureInfo.InvariantCulture)]);
        }
        if (Engine.PortableSockets)
        {
            arguments.Add("--portable-sockets");
        }
        return arguments;
    }
}
