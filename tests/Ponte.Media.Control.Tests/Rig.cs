using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Media.Control.Events;
using Ponte.Media.Hosting;

namespace Ponte.Media.Control.Tests;

/// <summary>A folder with a control socket, a server on it and clients of it.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-media-test-").FullName;
    private readonly Stack<IAsyncDisposable> _parts = new();

    public Rig() => SocketPath = Path.Combine(_folder, "control");

    public string SocketPath { get; }

    public string Folder => _folder;

    public FakeEngine Engine { get; } = new();

    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public async Task<MediaServer> ServeAsync(
        TimeProvider? time = null,
        IMediaControl? engine = null,
        TimeSpan? idle = null,
        TimeSpan? orphan = null
    )
    {
        var options = new MediaServerOptions { SocketPath = SocketPath, Settings = "settings of the test" };
        options = options with { IdleTime = idle ?? options.IdleTime, OrphanTime = orphan ?? options.OrphanTime };
        var server = new MediaServer(engine ?? Engine, options, time ?? TimeProvider.System, NullLogger<MediaServer>.Instance);
        _parts.Push(server);
        (await server.StartAsync(Patience)).Should().BeNull();
        return server;
    }

    public (MediaClient Client, ChannelReader<MediaEvent> Events) Client(TimeSpan? ping = null)
    {
        var options = new MediaClientOptions { SocketPath = SocketPath, FirstRetryDelay = TimeSpan.FromMilliseconds(5) };
        var client = new MediaClient(
            options with
            {
                PingInterval = ping ?? options.PingInterval,
                LongestRetryDelay = TimeSpan.FromMilliseconds(20),
            },
            TimeProvider.System,
            NullLogger<MediaClient>.Instance
        );
        _parts.Push(client);
        var events = Channel.CreateUnbounded<MediaEvent>();
        client.EventRaised += e => events.Writer.TryWrite(e);
        client.Start();
        return (client, events.Reader);
    }

    public async Task<(MediaClient Client, ChannelReader<MediaEvent> Events)> ConnectedClientAsync(TimeSpan? ping = null)
    {
        var (client, events) = Client(ping);
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        return (client, events);
    }

    public void Add(IAsyncDisposable part) => _parts.Push(part);

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
