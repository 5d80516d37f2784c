using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.FileProviders;
using Ponte.Server.Web;

namespace Ponte.Server.Simulation;

/// <summary>
/// The pages of the simulator: Teams clients and telephones in a browser, with sound. They steer the simulated sides by their control ports; whoever reaches them may
/// do anything with the simulator, so that they are served on this machine only.
/// </summary>
internal sealed class SimulatorPages : IAsyncDisposable
{
    private const int MaxCommand = 8 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly WebApplication _web;
    private readonly SimulatorPagesOptions _options;
    private readonly ImmutableDictionary<string, SideClient> _sides;
    private readonly CancellationTokenSource _ending = new();

    private SimulatorPages(WebApplication web, SimulatorPagesOptions options)
    {
        (_web, _options) = (web, options);
        _sides = options.Sides.ToImmutableDictionary(s => s.Key, s => new SideClient(s.Value), StringComparer.Ordinal);
    }

    /// <summary>Where they are.</summary>
    public Uri Address => new($"http://{_options.Listen}/");

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<SimulatorPages> StartAsync(SimulatorPagesOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = MaxCommand;
            k.Listen(options.Listen);
        });
        var pages = new SimulatorPages(builder.Build(), options);
        pages.Map();
        await pages._web.StartAsync(cancellationToken).ConfigureAwait(false);
        return pages;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        foreach (var side in _sides.Values)
        {
            side.Dispose();
        }
        _ending.Dispose();
    }

    private void Map()
    {
        _web.Use(GuardAsync);
        _web.UseWebSockets();
        if (Directory.Exists(_options.Pages))
        {
            var files = new PhysicalFileProvider(_options.Pages);
            _web.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = ["simulator.html"] });
            _web.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        }
        _web.MapPost("/sim/{side}", CommandAsync);
        _web.MapGet("/sim/picture", PictureAsync);
        _web.Map("/sim/{side}/audio/{call:int}", AudioAsync);
    }

    /// <summary>Pages of other sites, and names that lead here, get nothing.</summary>
    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws:; frame-src {_options.Ponte?.ToString() ?? "'none'"}; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        var isOwn =
            IPEndPoint.TryParse(context.Request.Host.Value ?? "", out var host)
            && host.Equals(_options.Listen)
            && !SipSocket.IsForeign(context.Request)
            && (!HttpMethods.IsPost(context.Request.Method) || context.Request.Headers["X-Ponte"] == "1");
        if (isOwn)
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync($"Open {Address} in the browser.", context.RequestAborted).ConfigureAwait(false);
    }

    private async Task CommandAsync(HttpContext context)
    {
        if (Side(context) is not { } side)
        {
            return;
        }
        JsonObject? command;
        try
        {
            command =
                await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false)
                as JsonObject;
        }
        catch (JsonException)
        {
            command = null;
        }
        var answer = command is null
            ? new JsonObject { ["ok"] = false, ["error"] = "A command is a JSON object." }
            : await side.DoAsync(command, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>All sides as they are, and again whenever something has changed.</summary>
    private async Task PictureAsync(HttpContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        context.Response.ContentType = "text/event-stream";
        var before = "";
        try
        {
            using var timer = new PeriodicTimer(Look);
            do
            {
                var picture = (await SimulatorPicture.OfAsync(_sides, _options.Ponte, over.Token).ConfigureAwait(false)).ToJsonString();
                if (!picture.Equals(before, StringComparison.Ordinal))
                {
                    before = picture;
                    await context.Response.WriteAsync($"data: {picture}\n\n", over.Token).ConfigureAwait(false);
                    await context.Response.Body.FlushAsync(over.Token).ConfigureAwait(false);
                }
            } while (await timer.WaitForNextTickAsync(over.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The page is gone, or the simulator ends.
        }
    }

    private async Task AudioAsync(HttpContext context)
    {
        if (Side(context) is null)
        {
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var port = _options.Sides[(string)context.Request.RouteValues["side"]!];
        var call = int.Parse((string)context.Request.RouteValues["call"]!, System.Globalization.CultureInfo.InvariantCulture);
        await new CallAudio(socket, port, call).RunAsync(over.Token).ConfigureAwait(false);
    }

    private SideClient? Side(HttpContext context)
    {
        if (_sides.TryGetValue((string?)context.Request.RouteValues["side"] ?? "", out var side))
        {
            return side;
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return null;
    }
}
