using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Ponte.Media.Control;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Protocol;

namespace Ponte.Media.Hosting;

/// <summary>An engine behind a control socket. Its streams outlive the client: the next one finds them by <see cref="Control.Commands.ListStreams"/>.</summary>
/// <remarks>
/// <para>One client controls at a time. A new one that asks to take over replaces it; one that does not is turned away while another is there.</para>
/// <para>The socket file has mode 0600. A file that a dead process left is removed; a living one is told by its lock on <c>PATH.lock</c>.</para>
/// <para>A frame that is none closes the connection it came on, and nothing else.</para>
/// </remarks>
public sealed partial class MediaServer : IAsyncDisposable
{
    /// <summary>Connections that have not introduced themselves yet; further ones wait in the system's queue.</summary>
    private const int MaximumNewcomers = 4;

    /// <summary>What a process that ends may need for the goodbyes of its streams.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(3);

    private readonly IMediaControl _engine;
    private readonly MediaServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ulong _instance = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray());
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _newcomers = new(MaximumNewcomers);
    private readonly TaskCompletionSource<string> _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly RetainedEvents _retained;
    private ControlSocket? _socket;
    private ServerSession? _session;
    private Task _accept = Task.CompletedTask;
    private Task _watch = Task.CompletedTask;

    /// <summary>Prepares a server; <see cref="StartAsync"/> opens the socket.</summary>
    public MediaServer(IMediaControl engine, MediaServerOptions options, TimeProvider time, ILogger<MediaServer> logger)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _engine = engine;
        _options = options;
        _time = time;
        _logger = logger;
        _retained = new RetainedEvents(engine);
        _engine.EventRaised += OnEvent;
    }

    /// <summary>Completes when no client has come for <see cref="MediaServerOptions.IdleTime"/> or <see cref="MediaServerOptions.OrphanTime"/>, with the reason.</summary>
    public Task<string> Abandoned => _abandoned.Task;

    /// <summary>Opens the socket. A process that is just ending is waited for.</summary>
    /// <returns>Null, or why not: another process has it, or the path cannot be used.</returns>
    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        var begin = _time.GetTimestamp();
        string? error;
        while ((_socket = ControlSocket.Open(_options.SocketPath, out error, out var isTaken)) is null)
        {
            if (!isTaken || _time.GetElapsedTime(begin) > FarewellTime)
            {
                return error;
            }
            await Task.Delay(FarewellTime / 100, _time, cancellationToken);
        }
        _accept = AcceptAsync(_socket.Listener);
        _watch = WatchAsync();
        return null;
    }

    /// <summary>Closes the socket and the client's connection. The engine is its owner's.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }
        await _stop.CancelAsync();
        _engine.EventRaised -= OnEvent;
        _socket?.Dispose();
        await Task.WhenAll(_accept, _watch);
        ServerSession? session;
        lock (_gate)
        {
            session = _session;
        }
        if (session is not null)
        {
            await session.DisposeAsync();
        }
        _newcomers.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                await _newcomers.WaitAsync(_stop.Token);
                var socket = await listener.AcceptAsync(_stop.Token);
                _ = ReceiveClientAsync(new FrameConnection(socket, ProtocolLimits.MaximumCommandFrame));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            if (!_stop.IsCancellationRequested)
            {
                LogAcceptFailed(error.Message);
                _abandoned.TrySetResult($"The control socket failed: {error.Message}");
            }
        }
    }

    private async Task ReceiveClientAsync(FrameConnection connection)
    {
        var session = await IntroduceAsync(connection);
        _newcomers.Release();
        if (session is null)
        {
            await connection.DisposeAsync();
            return;
        }
        await session.RunAsync(_stop.Token);
        var isCurrent = Leave(session);
        if (isCurrent && !_stop.IsCancellationRequested)
        {
            LogClientLeft(session.EndReason);
        }
        await session.DisposeAsync();
    }

    private async Task<ServerSession?> IntroduceAsync(FrameConnection connection)
    {
        using var patience = new CancellationTokenSource(ProtocolLimits.HandshakeTime, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stop.Token);
        if (
            await connection.ReceiveAsync(both.Token) is not { } frame
            || (FrameKind)frame.Span[0] != FrameKind.Hello
            || Hello.Read(frame.Span[1..]) is not { } hello
        )
        {
            LogStranger();
            return null;
        }
        if (hello.NewestVersion < ProtocolLimits.OldestVersion || hello.OldestVersion > ProtocolLimits.Version)
        {
            var detail =
                $"The media process speaks versions {ProtocolLimits.OldestVersion} to {ProtocolLimits.Version} of the control protocol, the server {hello.OldestVersion} to {hello.NewestVersion}.";
            connection.Send(new Rejected(RejectReason.Version, Environment.ProcessId, detail).ToFrame());
            LogTurnedAway(detail);
            return null;
        }
        return await EnterAsync(connection, hello);
    }

    private async Task<ServerSession?> EnterAsync(FrameConnection connection, Hello hello)
    {
        var session = new ServerSession(connection, _engine);
        // Asked before the new client is there: what it then hears is true now.
        var waiting = await _retained.TakeAsync();
        lock (_gate)
        {
            if (_session is not null && !hello.TakeOver)
            {
                connection.Send(
                    new Rejected(RejectReason.InUse, Environment.ProcessId, "Another server controls the media process.").ToFrame()
                );
                return null;
            }
            if (_session is not null)
            {
                LogReplaced();
                _session.Replace();
            }
            _session = session;
            var version = Math.Min(hello.NewestVersion, ProtocolLimits.Version);
            connection.Send(new Welcome(version, _instance, Environment.ProcessId, _options.Settings).ToFrame());
            foreach (var mediaEvent in waiting.Concat(_retained.TakeRest()))
            {
                session.Send(mediaEvent);
            }
        }
        LogClientCame();
        return session;
    }

    /// <summary>Forgets a session. False where another one took its place.</summary>
    private bool Leave(ServerSession session)
    {
        lock (_gate)
        {
            if (_session != session)
            {
                return false;
            }
            _session = null;
            return true;
        }
    }

    private void OnEvent(MediaEvent mediaEvent)
    {
        lock (_gate)
        {
            if (_session is { } session)
            {
                session.Send(mediaEvent);
            }
            else
            {
                _retained.Add(mediaEvent);
            }
        }
    }

    private bool HasClient()
    {
        lock (_gate)
        {
            return _session is not null;
        }
    }

    /// <summary>Looks now and then whether anybody still needs the process.</summary>
    private async Task WatchAsync()
    {
        var since = _time.GetTimestamp();
        using var timer = new PeriodicTimer(
            TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, _options.IdleTime.Ticks / 10)),
            _time
        );
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (HasClient())
                {
                    since = _time.GetTimestamp();
                }
                else if (await AbandonedReasonAsync(_time.GetElapsedTime(since)) is { } reason)
                {
                    LogAbandoned(reason);
                    _abandoned.TrySetResult(reason);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
        }
    }

    private async ValueTask<string?> AbandonedReasonAsync(TimeSpan alone)
    {
        if (alone >= _options.OrphanTime)
        {
            return $"No server has come for {alone.TotalMinutes:F0} minutes; what calls there were are over.";
        }
        if (
            alone < _options.IdleTime
            || await _engine.SendAsync(new Control.Commands.ListStreams()) is not Control.Commands.StreamList list
        )
        {
            return null;
        }
        return list.Streams.IsEmpty ? $"No server has come for {alone.TotalSeconds:F0} s, and no stream is open." : null;
    }
}
