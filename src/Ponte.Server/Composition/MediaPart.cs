using System.Collections.Immutable;
using Ponte.Media;
using Ponte.Media.Control;
using Ponte.Media.Engine;
using Ponte.Media.Hosting;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Hosting;
using Ponte.Server.Settings;

namespace Ponte.Server.Composition;

/// <summary>The media engine, in a process of its own or in this one.</summary>
internal sealed class MediaPart : IAsyncDisposable
{
    private const string ProgramName = "ponte-media";
    private readonly MediaEngine? _engine;
    private readonly MediaProcess? _process;

    private MediaPart(MediaEngine engine) => (_engine, Control) = (engine, engine);

    private MediaPart(MediaProcess process) => (_process, Control) = (process, process);

    /// <summary>What the calls speak to.</summary>
    public IMediaControl Control { get; }

    /// <summary>How the media are.</summary>
    public MediaStatus Status =>
        _process is null ? new MediaStatus("in-process", HealthState.Up, "")
        : _process.Host is { } host ? new MediaStatus("process", HealthState.Up, $"process {host.ProcessId}")
        : new MediaStatus("process", HealthState.Down, "the media process is being started again");

    /// <summary>Starts the engine, or finds or starts its process.</summary>
    /// <exception cref="StartException">It does not start.</exception>
    public static async Task<MediaPart> StartAsync(
        ServerSettings settings,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var options = OptionsOf(settings.Media, settings.Limits);
        if (settings.Media.InProcess)
        {
            return new MediaPart(new MediaEngine(options, time, loggers.CreateLogger<MediaEngine>()));
        }
        var host = new MediaHostSettings
        {
            SocketPath = settings.MediaSocket,
            Engine = options,
            LogFile = Path.Combine(settings.DataFolder, "media.log"),
            Detach = true,
        };
        var process = new MediaProcess(
            new MediaProcessOptions
            {
                Executable = Program(settings.Media),
                Arguments = host.ToArguments(),
                ExpectedSettings = host.Description,
                Client = new MediaClientOptions { SocketPath = settings.MediaSocket },
            },
            time,
            loggers.CreateLogger<MediaProcess>()
        );
        if (await process.StartAsync(cancellationToken).ConfigureAwait(false) is { } failure)
        {
            await process.StopAsync().ConfigureAwait(false);
            throw new StartException(
                $"{SettingNames.MediaMode} \"process\": {ProgramName} does not start ({failure}); its log {host.LogFile} says more; mend the cause, or run the media inside with --media in-process"
            );
        }
        return new MediaPart(process);
    }

    /// <summary>The engine's settings.</summary>
    public static MediaOptions OptionsOf(MediaSettings media, LimitSettings limits) =>
        new()
        {
            Addresses = [.. media.Addresses.Select(a => new MediaAddress(a.Name, a.Bind, a.FirstPort, a.LastPort, a.Advertised))],
            Workers = media.Workers,
            MaximumStreams = 2 * limits.Calls,
        };

    /// <summary>Ends the media with all streams; leaves a process with its streams where calls are kept for the next server.</summary>
    public Task StopAsync(bool keepStreams) => _process is null || keepStreams ? Task.CompletedTask : _process.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine?.DisposeAsync() ?? _process!.DisposeAsync();

    private static string Program(MediaSettings media)
    {
        if (media.Program.Length > 0)
        {
            return File.Exists(media.Program)
                ? media.Program
                : throw new StartException($"Media:Program \"{media.Program}\": is not there; give the path of {ProgramName}");
        }
        ImmutableArray<string> places =
        [
            Path.Combine(AppContext.BaseDirectory, ProgramName),
            Path.Combine(AppContext.BaseDirectory, ProgramName + ".dll"),
        ];
        return places.FirstOrDefault(File.Exists)
            ?? throw new StartException(
                $"Media:Program: there is no {ProgramName} in {AppContext.BaseDirectory}; give its path, or run the media inside with --media in-process"
            );
    }
}
