using System.Collections.Immutable;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Media.Tests.Engine;

/// <summary>An engine on the loopback address with what tests ask of it again and again.</summary>
internal sealed class Relay : IAsyncDisposable
{
    public static readonly PayloadFormat Pcma = new(8, "PCMA", 8000);
    public static readonly PayloadFormat Pcmu = new(0, "PCMU", 8000);
    public static readonly PayloadFormat Events = new(101, "TELEPHONE-EVENT", 8000);
    public static readonly PayloadFormat Noise = new(13, "CN", 8000);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<MediaEvent> _events = Channel.CreateUnbounded<MediaEvent>();
    private ulong _next;

    public Relay(MediaOptions? options = null, IPAddress? address = null)
    {
        // Each engine in a range of its own, so that tests side by side do not meet.
        var first = 20_000 + ((Environment.ProcessId * 7 + System.Threading.Interlocked.Increment(ref PortRanges.Next)) % 100 * 400);
        Engine = new MediaEngine(
            (options ?? new MediaOptions()) with
            {
                Addresses =
                    options?.Addresses.IsDefaultOrEmpty == false
                        ? options.Addresses
                        : [new MediaAddress("default", address ?? IPAddress.Loopback, first, first + 399)],
            },
            TimeProvider.System,
            NullLogger<MediaEngine>.Instance
        );
        Engine.EventRaised += e => _events.Writer.TryWrite(e);
    }

    public MediaEngine Engine { get; }

    public async Task<T> AskAsync<T>(MediaCommand command)
        where T : MediaReply
    {
        var reply = await Engine.SendAsync(command).AsTask().WaitAsync(Patience);
        return reply.Should().BeOfType<T>().Subject;
    }

    public Task DoAsync(MediaCommand command) => AskAsync<MediaDone>(command);

    public async Task<StreamOpened> OpenAsync(ulong call = 1) =>
        await AskAsync<StreamOpened>(new OpenStream(new StreamId(Interlocked.Increment(ref _next)), call, "default"));

    /// <summary>Opens a stream and configures it for a peer.</summary>
    public async Task<StreamOpened> OpenForAsync(Peer peer, StreamSettings? settings = null, ulong call = 1)
    {
        var opened = await OpenAsync(call);
        await DoAsync(new ConfigureStream(opened.Stream, SettingsFor(peer, settings)));
        return opened;
    }

    public static StreamSettings SettingsFor(Peer peer, StreamSettings? settings = null)
    {
        settings ??= new StreamSettings();
        return settings with
        {
            RemoteRtp = settings.RemoteRtp ?? peer.Local,
            RemoteRtcp = settings.RemoteRtcp ?? peer.Local,
            RtcpMux = true,
            Formats = settings.Formats.IsDefaultOrEmpty ? [Pcma, Events] : settings.Formats,
        };
    }

    public async Task BridgeAsync(StreamOpened a, StreamOpened b)
    {
        await DoAsync(new Connect(a.Stream, b.Stream));
        await DoAsync(new Connect(b.Stream, a.Stream));
    }

    public async Task<StreamStatistics> FiguresAsync(StreamOpened stream) =>
        (await AskAsync<StatisticsReply>(new QueryStatistics(stream.Stream))).Statistics;

    /// <summary>The next event of a kind; others before it are passed over.</summary>
    public async Task<T> NextEventAsync<T>()
        where T : MediaEvent
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await _events.Reader.ReadAsync(limit.Token) is T wanted)
            {
                return wanted;
            }
        }
    }

    /// <summary>All events so far.</summary>
    public ImmutableArray<MediaEvent> TakeEvents()
    {
        var events = ImmutableArray.CreateBuilder<MediaEvent>();
        while (_events.Reader.TryRead(out var e))
        {
            events.Add(e);
        }
        return events.ToImmutable();
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static class PortRanges
    {
        public static int Next;
    }
}
