using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Ponte.Media.Engine;
using Ponte.Media.Hosting;

namespace Ponte.Media.Host;

/// <summary>The process from its settings to its end.</summary>
internal static class MediaHost
{
    /// <summary>The release.</summary>
    public static string Version =>
        typeof(MediaHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Runs until SIGTERM or SIGINT, or until nobody needs it any more.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(MediaHostSettings settings)
    {
        if (ProcessSurroundings.Prepare(settings) is { } error)
        {
            await Console.Error.WriteLineAsync($"ponte-media: {error}");
            return ExitCodes.CannotStart;
        }
        using var loggers = new LineLoggerFactory(Console.Error, TimeProvider.System);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = OnSignal(PosixSignal.SIGTERM, ended);
        using var interrupt = OnSignal(PosixSignal.SIGINT, ended);

        await using var engine = new MediaEngine(settings.Engine, TimeProvider.System, new Logger<MediaEngine>(loggers));
        var defaults = new MediaServerOptions { SocketPath = settings.SocketPath };
        await using var server = new MediaServer(
            engine,
            defaults with
            {
                Settings = settings.Description,
                IdleTime = settings.IdleTime ?? defaults.IdleTime,
                OrphanTime = settings.OrphanTime ?? defaults.OrphanTime,
            },
            TimeProvider.System,
            new Logger<MediaServer>(loggers)
        );
        if (await server.StartAsync(CancellationToken.None) is { } reason)
        {
            await Console.Error.WriteLineAsync($"ponte-media: {reason}");
            return ExitCodes.CannotStart;
        }
        Console.WriteLine($"ponte-media {Version} ready: process {Environment.ProcessId}, {settings.SocketPath}, {settings.Description}");
        await Task.WhenAny(ended.Task, server.Abandoned);
        // In the reverse order: no more commands, then the goodbyes of the streams.
        return ExitCodes.Good;
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, TaskCompletionSource ended) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                ended.TrySetResult();
            }
        );
}
