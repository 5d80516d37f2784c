using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using OpenTelemetry.Metrics;
using Ponte.Server.Settings;
using Ponte.Server.Web;

namespace Ponte.Server.Hosting;

/// <summary>
/// A running server: start, wait, stop.
/// <para>
/// Start: data folder and its lock; certificate; database, journal, trace; document; HTTP and admin socket; telephony (media, listeners,
/// take-over of calls); ready. Stop: not ready; telephony ends its calls; HTTP; what is queued is written; database; lock.
/// </para>
/// </summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ServerParts _parts;
    private readonly ILogger _log;

    private ServerHost(WebApplication web, ServerParts parts, ILogger log) => (_web, _parts, _log) = (web, parts, log);

    /// <summary>The version of this program.</summary>
    public static string Version { get; } =
        typeof(ServerHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>How the server is.</summary>
    public ServerState State => _parts.State;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="createTelephony">Makes the telephony.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="StartException">It cannot start.</exception>
    public static async Task<ServerHost> StartAsync(
        ServerSettings settings,
        Func<TelephonyContext, ITelephony> createTelephony,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var startedAt = time.GetTimestamp();
        FileModes.KeepPrivate();
        var web = BuildWeb(settings);
        var loggers = web.Services.GetRequiredService<ILoggerFactory>();
        var log = loggers.CreateLogger<ServerHost>();
        var parts = await ServerParts.OpenAsync(settings, createTelephony, loggers, time).ConfigureAwait(false);
        try
        {
            parts.Map(web, settings.Http);
            await StartWebAsync(web, settings, cancellationToken).ConfigureAwait(false);
            await parts.Telephony.StartAsync(cancellationToken).ConfigureAwait(false);
            await parts.Voicemail.StartAsync().ConfigureAwait(false);
            parts.State.MarkReady();
            log.Ready(Version, settings.DataFolder, time.GetElapsedTime(startedAt).TotalMilliseconds);
            return new ServerHost(web, parts, log);
        }
        catch
        {
            await web.DisposeAsync().ConfigureAwait(false);
            await parts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until a signal, systemd or the caller says stop.</summary>
    public async Task WaitForStopAsync(CancellationToken cancellationToken)
    {
        var lifetime = _web.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        using var cancelled = cancellationToken.Register(() => stopping.TrySetResult());
        await stopping.Task.ConfigureAwait(false);
    }

    /// <summary>Stops in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        _log.Stopping();
        _parts.State.MarkStopping();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await _parts.Telephony.StopAsync(limit.Token).ConfigureAwait(false);
        await _web.StopAsync(limit.Token).ConfigureAwait(false);
        await _parts.DisposeAsync().ConfigureAwait(false);
        _log.Stopped();
        await _web.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication BuildWeb(ServerSettings settings)
    {
        // Empty: no configuration of ASP.NET's own, so that nothing but the settings says where we listen.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ponte" });
        LogSetup.Apply(builder.Logging, settings.Log);
        builder.Services.AddRoutingCore();
        builder.Services.AddSystemd();
        builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter("Ponte.*", "System.Runtime").AddPrometheusExporter());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenUnixSocket(settings.AdminSocket);
        });
        if (settings.Http is { } http)
        {
            WebSetup.Add(builder, settings, http);
        }
        return builder.Build();
    }

    private static async Task StartWebAsync(WebApplication web, ServerSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.AdminSocket)!);
            // A server that was killed leaves its socket behind; the folder's lock says that nobody listens on it.
            File.Delete(settings.AdminSocket);
            await web.StartAsync(cancellationToken).ConfigureAwait(false);
            FileModes.MakePrivate(settings.AdminSocket);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartException(
                $"Http:Address \"{settings.Http?.Address}\": is in use by another program; end that program, give another address, or off",
                e
            );
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"Http:Address \"{settings.Http?.Address}\" or Admin:Socket \"{settings.AdminSocket}\": cannot be listened on ({e.Message}); give an address of this machine and a folder that the account running ponte may write",
                e
            );
        }
    }
}
