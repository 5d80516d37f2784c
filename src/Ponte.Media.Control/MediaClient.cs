using Microsoft.Extensions.Logging;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Protocol;

namespace Ponte.Media.Control;

/// <summary>The media in a process of its own, over its control socket.</summary>
/// <remarks>
/// <para>Requests are pipelined. A connection that breaks is made again at once: when the same process is found, nothing is lost and nobody is told, except that
/// commands under way were refused with <see cref="MediaError.Unavailable"/> although they may have taken effect. When it is not found at the first attempt,
/// or another process answers, <see cref="MediaLost"/> is raised, and <see cref="MediaRestored"/> with the next connection.</para>
/// <para>A client that was replaced by another does not fight: it raises <see cref="MediaLost"/> and comes back only when the process has no client.</para>
/// <para>Events are raised on one thread at a time, in their order.</para>
/// </remarks>
public sealed partial class MediaClient : IMediaControl, IAsyncDisposable
{
    private readonly MediaClientOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<ConnectFailure, CancellationToken, ValueTask<TimeSpan>>? _onFailure;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ClientSession? _session;
    private Task _run = Task.CompletedTask;
    private ulong _instance;
    private bool _wasReplaced;

    /// <summary>Prepares a client; <see cref="Start"/> begins to connect.</summary>
    public MediaClient(MediaClientOptions options, TimeProvider time, ILogger<MediaClient> logger)
        : this(options, time, logger, null) { }

    /// <param name="options">Settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="onFailure">Told of each failed attempt; may start the process; says how long to wait before the next attempt.</param>
    internal MediaClient(
        MediaClientOptions options,
        TimeProvider time,
        ILogger logger,
        Func<ConnectFailure, CancellationToken, ValueTask<TimeSpan>>? onFailure
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _logger = logger;
        _onFailure = onFailure;
    }

    /// <inheritdoc/>
    public event Action<MediaEvent>? EventRaised;

    /// <summary>The process that is connected now; null without a connection.</summary>
    public MediaHostInfo? Host => _session?.Host;

    /// <summary>Begins to connect, and goes on until <see cref="DisposeAsync"/>.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_run.IsCompleted && !_stop.IsCancellationRequested)
            {
                _run = RunAsync(_stop.Token);
            }
        }
    }

    /// <summary>Waits until a process is connected.</summary>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _ready.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<MediaReply> SendAsync(MediaCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (_session is not { } session)
        {
            return ValueTask.FromResult<MediaReply>(new MediaRefused(MediaError.Unavailable, "No media process is connected."));
        }
        var answer = session.SendAsync(command);
        return new ValueTask<MediaReply>(cancellationToken.CanBeCanceled ? answer.WaitAsync(cancellationToken) : answer);
    }

    /// <summary>Closes the connection. The process and its streams stay.</summary>
    public async ValueTask DisposeAsync()
    {
        Task run;
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }
            _stop.Cancel();
            run = _run;
        }
        await run;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        var delay = _options.FirstRetryDelay;
        // Nothing is lost before something was there.
        var isLost = true;
        while (!stop.IsCancellationRequested)
        {
            var (session, failure) = await ClientSession.ConnectAsync(_options.SocketPath, !_wasReplaced, _time, stop);
            if (session is not null)
            {
                delay = _options.FirstRetryDelay;
                isLost = await ServeAsync(session, isLost, stop);
                continue;
            }
            if (!isLost && !stop.IsCancellationRequested)
            {
                isLost = true;
                Lose(failure!.Detail);
            }
            await WaitAsync(failure!, delay, stop);
            delay = Min(delay * 2, _options.LongestRetryDelay);
        }
    }

    /// <summary>Uses a connection until it ends.</summary>
    /// <returns>Whether the loss of the process was told.</returns>
    private async Task<bool> ServeAsync(ClientSession session, bool isLost, CancellationToken stop)
    {
        await using (session)
        {
            if (!isLost && session.Host.Instance != _instance)
            {
                Lose("The media process ended, and another one is there.");
                isLost = true;
            }
            _instance = session.Host.Instance;
            _wasReplaced = false;
            _session = session;
            LogConnected(session.Host.ProcessId);
            SetReady(true);
            if (isLost)
            {
                Raise(new MediaRestored());
            }
            string reason;
            var timer = _time.CreateTimer(_ => session.Ping(_options.MissedPings), null, _options.PingInterval, _options.PingInterval);
            await using (timer)
            {
                reason = await session.RunAsync(Raise, stop);
            }
            _session = null;
            SetReady(false);
            _wasReplaced = session.WasReplaced;
            if (stop.IsCancellationRequested)
            {
                return true;
            }
            LogEnded(reason);
            if (session.WasReplaced)
            {
                Lose(reason);
            }
            return session.WasReplaced;
        }
    }

    private async Task WaitAsync(ConnectFailure failure, TimeSpan delay, CancellationToken stop)
    {
        try
        {
            if (_onFailure is not null)
            {
                delay = await _onFailure(failure, stop);
            }
            await Task.Delay(delay, _time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop ends by its condition.
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void SetReady(bool ready)
    {
        lock (_gate)
        {
            if (ready)
            {
                _ready.TrySetResult();
            }
            else if (_ready.Task.IsCompleted)
            {
                _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Lose(string reason)
    {
        LogLost(reason);
        Raise(new MediaLost(reason));
    }

    private void Raise(MediaEvent mediaEvent)
    {
        try
        {
            EventRaised?.Invoke(mediaEvent);
        }
#pragma warning disable CA1031 // What a listener does wrong must not end the connection.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogListenerFault(error, mediaEvent.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 2100, Level = LogLevel.Information, Message = "Connected to the media process {ProcessId}.")]
    private partial void LogConnected(int processId);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "Control of the media ended: {Reason}")]
    private partial void LogEnded(string reason);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Error, Message = "The media is lost: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Error, Message = "A listener failed on {Event}.")]
    private partial void LogListenerFault(Exception error, string @event);
}
