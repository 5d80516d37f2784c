using System.Collections.Immutable;

namespace Ponte.Server.Settings;

/// <summary>Where settings come from, strongest last: file, environment, command line.</summary>
internal sealed record SettingsInput
{
    /// <summary><c>--data</c>; null where it was not given.</summary>
    public string? DataFolder { get; init; }

    /// <summary><c>--config</c>; null for <see cref="FileName"/> in the data folder.</summary>
    public string? ConfigFile { get; init; }

    /// <summary><c>--media</c>; null where it was not given.</summary>
    public string? MediaMode { get; init; }

    /// <summary><c>--set KEY=VALUE</c>, in order.</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];

    /// <summary>The environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that relative paths of the command line start from.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>The file in the data folder.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>What names of environment variables begin with; <c>__</c> stands for the colon.</summary>
    public const string EnvironmentPrefix = "PONTE__";

    /// <summary>The data folder where nothing names one, as systemd's <c>StateDirectory=ponte</c> makes it.</summary>
    public const string DefaultDataFolder = "/var/lib/ponte";
}
