using Microsoft.Extensions.Logging;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Protocol;

namespace Ponte.Media.Control;

/// <summary>The process <c>ponte-media</c> as the server has it: adopted where one runs, else started; watched; started again when it ends.</summary>
/// <remarks>
/// <para>The process is detached: it outlives the server, whose next run adopts it with its streams. <see cref="DisposeAsync"/> leaves it running,
/// <see cref="StopAsync"/> ends it.</para>
/// <para>A process that ends is replaced at once, one that keeps ending with growing pauses; one that hangs is killed. Each time <see cref="MediaLost"/> is raised, and
/// <see cref="MediaRestored"/> when the next one is there.</para>
/// </remarks>
public sealed partial class MediaProcess : IMediaControl, IAsyncDisposable
{
    /// <summary>Between looks at a process that was just started.</summary>
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(10);

    /// <summary>Before the next try where nothing can be done but wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A busy machine may miss one handshake; the second time the process hangs.</summary>
    private const int HangingAttempts = 2;

    private readonly MediaProcessOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ProcessStarter _starter;
    private readonly MediaClient _client;
    private readonly Lock _gate = new();
    private List<MediaEvent>? _held = [];
    private int _lastProcessId;
    private int _noAnswers;
    private volatile bool _stopping;
    private volatile string _lastFailure = "The media process was not started.";
    private volatile string? _processFailure;

    /// <summary>Prepares the supervision; <see cref="StartAsync"/> begins it.</summary>
    public MediaProcess(MediaProcessOptions options, TimeProvider time, ILogger<MediaProcess> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _logger = logger;
        _starter = new ProcessStarter(options, time);
        _client = new MediaClient(options.Client, time, logger, OnFailureAsync);
        _client.EventRaised += OnEvent;
    }

    /// <inheritdoc/>
    public event Action<MediaEvent>? EventRaised;

    /// <summary>The process that is connected now; null without one.</summary>
    public MediaHostInfo? Host => _client.Host;

    /// <summary>Whether the process was there already when this server started.</summary>
    public bool WasAdopted { get; private set; }

    /// <summary>Adopts or starts the process. Supervision goes on in either case until <see cref="DisposeAsync"/>.</summary>
    /// <returns>Null when it is connected; else why it is not, in words.</returns>
    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        _client.Start();
        using var patience = new CancellationTokenSource(_options.StartTime, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _client.WaitUntilReadyAsync(both.Token);
            WasAdopted = !_starter.HasStarted;
            if (WasAdopted)
            {
                await ReplaceOtherSettingsAsync(both.Token);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Release();
            return _processFailure ?? _lastFailure;
        }
        Release();
        return null;
    }

    /// <inheritdoc/>
    public ValueTask<MediaReply> SendAsync(MediaCommand command, CancellationToken cancellationToken = default) =>
        _client.SendAsync(command, cancellationToken);

    /// <summary>Ends supervision and the process with all its streams.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        var processId = _client.Host?.ProcessId ?? _starter.RunningProcessId ?? 0;
        await _client.DisposeAsync();
        if (processId != 0)
        {
            await _starter.EndAsync(processId);
        }
    }

    /// <summary>Ends supervision. The process and its streams stay, for the next server.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _client.DisposeAsync();
        _starter.Dispose();
    }

    private async ValueTask<TimeSpan> OnFailureAsync(ConnectFailure failure, CancellationToken cancellationToken)
    {
        _lastFailure = failure.Detail;
        _noAnswers = failure.Kind == ConnectFailureKind.NoAnswer ? _noAnswers + 1 : 0;
        if (_stopping)
        {
            return Patience;
        }
        switch (failure.Kind)
        {
            case ConnectFailureKind.NobodyListens:
                return await StartProcessAsync(cancellationToken);
            case ConnectFailureKind.NoAnswer when _noAnswers >= HangingAttempts && HangingProcessId() is var hanging and not 0:
                LogHanging(hanging);
                Signals.SendKill(hanging);
                return StartPoll;
            case ConnectFailureKind.OtherVersion when failure.ProcessId is { } other:
                LogOtherVersion(other, failure.Detail);
                Signals.SendTerminate(other);
                return Patience / 10;
            case ConnectFailureKind.NoAnswer:
                return StartPoll;
            default:
                LogWaiting(failure.Detail);
                return Patience;
        }
    }

    /// <summary>Starts a process where none of ours runs; else waits for it.</summary>
    private async ValueTask<TimeSpan> StartProcessAsync(CancellationToken cancellationToken)
    {
        if (_starter.RunningProcessId is { } running)
        {
            if (!_starter.IsOverdue)
            {
                return StartPoll;
            }
            LogOverdue(running, _options.StartTime.TotalSeconds);
            Signals.SendKill(running);
        }
        if (_starter.TakeEnd() is { } end)
        {
            LogProcessEnded(end);
            _processFailure = end;
        }
        var delay = _starter.NextDelay();
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _time, cancellationToken);
        }
        if (_starter.Start() is { } error)
        {
            _processFailure = error;
            LogCannotStart(error);
            return Patience;
        }
        LogStarted(_options.Executable, _starter.RunningProcessId ?? 0);
        return StartPoll;
    }

    private int HangingProcessId() => _lastProcessId != 0 ? _lastProcessId : _starter.RunningProcessId ?? 0;

    /// <summary>New settings take effect when no call is under way; else they have to wait.</summary>
    private async Task ReplaceOtherSettingsAsync(CancellationToken cancellationToken)
    {
        if (
            _options.ExpectedSettings is not { } expected
            || _client.Host is not { } host
            || string.Equals(host.Settings, expected, StringComparison.Ordinal)
        )
        {
            return;
        }
        if (await SendAsync(new ListStreams(), cancellationToken) is not StreamList { Streams.IsEmpty: true })
        {
            LogOtherSettingsKept(host.ProcessId, host.Settings);
            return;
        }
        LogOtherSettingsReplaced(host.ProcessId, host.Settings);
        Signals.SendTerminate(host.ProcessId);
        while (_client.Host is not { } next || next.Instance == host.Instance)
        {
            await Task.Delay(StartPoll, _time, cancellationToken);
        }
        WasAdopted = false;
    }

    private void OnEvent(MediaEvent mediaEvent)
    {
        if (mediaEvent is MediaRestored && _client.Host is { } host)
        {
            _lastProcessId = host.ProcessId;
        }
        lock (_gate)
        {
            // While starting, nobody has seen a process yet: comings and goings are no news.
            if (_held is not null)
            {
                if (mediaEvent is not (MediaLost or MediaRestored))
                {
                    _held.Add(mediaEvent);
                }
                return;
            }
        }
        EventRaised?.Invoke(mediaEvent);
    }

    /// <summary>Begins to pass on events, those first that were held.</summary>
    private void Release()
    {
        lock (_gate)
        {
            if (_held is null)
            {
                return;
            }
            var held = _held;
            _held = null;
            if (_client.Host is not null)
            {
                EventRaised?.Invoke(new MediaRestored());
            }
            // Under the lock, so that none that comes now overtakes them.
            foreach (var mediaEvent in held)
            {
                EventRaised?.Invoke(mediaEvent);
            }
        }
    }
}
