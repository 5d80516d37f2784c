using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.CallBacks;

/// <summary>Calls users back when those whom they want are free: the book of requests with clock, lamps and store. From any thread.</summary>
/// <remarks>All work is done on timers, never on the loop of the call whose end is the news.</remarks>
public sealed class CallBackService : IAsyncDisposable
{
    /// <summary>Do not disturb and the like change no lamp: what is known of users is read anew so often while somebody waits.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _oneSave = new(1, 1);
    private readonly CallBackServices _services;
    private readonly ICallBackStore _store;
    private readonly ITimer _timer;

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly CallBackBook _book;

    /// <summary>The saves that nobody waits for. Guarded by <see cref="_lock"/>.</summary>
    private Task _saving = Task.CompletedTask;

    /// <summary>Rings the requester, and says whether it answered; null before the start and after the end.</summary>
    private Action<CallBackRequest, Action<bool>>? _ring;

    /// <summary>Loads what is kept. Nobody is called before <see cref="Start"/>.</summary>
    public CallBackService(CallBackServices services, CallBackLimits limits)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _store = services.Store;
        _book = new CallBackBook(limits);
        foreach (var request in _store.Load())
        {
            _book.TryAdd(request);
        }
        _timer = services.Time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    /// <summary>The requests, the oldest first.</summary>
    public IReadOnlyList<CallBackRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return _book.Requests;
            }
        }
    }

    /// <summary>Begins to call.</summary>
    /// <param name="ring">Makes the call of a request; then told once, from any thread, whether the requester answered.</param>
    public void Start(Action<CallBackRequest, Action<bool>> ring)
    {
        lock (_lock)
        {
            _ring = ring;
        }
        _services.Lamps.Changed += OnChanged;
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes a change. It survives a crash when the task has ended; what cannot be kept changes nothing.</summary>
    /// <returns>Whether it is done: not where there are too many requests, or none to take back.</returns>
    public async ValueTask<bool> ChangeAsync(CallBackChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var request = change.IsOn ? new CallBackRequest(change.Requester, change.Wanted!, change.Number, Now, change.IsArmed) : null;
        lock (_lock)
        {
            var isDone = request is not null ? _book.TryAdd(request) : _book.Cancel(change.Requester, change.Wanted) > 0;
            if (!isDone)
            {
                return false;
            }
        }
        var isKept = await SaveAsync(cancellationToken).ConfigureAwait(false);
        if (!isKept && request is not null)
        {
            lock (_lock)
            {
                _book.Cancel(request.Requester, request.Wanted);
            }
        }
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan); // what both do now is not known yet
        return isKept;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _services.Lamps.Changed -= OnChanged;
        await _timer.DisposeAsync().ConfigureAwait(false);
        Task saving;
        lock (_lock)
        {
            _ring = null;
            saving = _saving;
        }
        await saving.ConfigureAwait(false);
        _oneSave.Dispose();
    }

    /// <summary>On the loop of a call.</summary>
    private void OnChanged(string user)
    {
        lock (_lock)
        {
            var isChanged = _book.Note(user, _services.IsFree(user), Now) | ForgetTalking(user);
            if (isChanged)
            {
                SaveLater();
            }
        }
        Wake();
    }

    private void Tick()
    {
        Action<CallBackRequest, Action<bool>>? ring;
        IReadOnlyList<CallBackRequest> due;
        lock (_lock)
        {
            ring = _ring;
            if (ring is null)
            {
                return;
            }
            var now = Now;
            var isChanged = false;
            foreach (var user in _book.Users)
            {
                isChanged |= _book.Note(user, _services.IsFree(user), now);
            }
            foreach (var over in _book.Expire(now))
            {
                CallBackLog.Expired(_services.Log, over.Requester, over.Wanted);
                isChanged = true;
            }
            due = _book.TakeDue(now);
            if (isChanged)
            {
                SaveLater();
            }
        }
        foreach (var request in due)
        {
            CallBackLog.Rings(_services.Log, request.Requester, request.Wanted);
            ring(request, isAnswered => Over(request, isAnswered));
        }
        Wake();
    }

    private void Over(CallBackRequest request, bool isAnswered)
    {
        lock (_lock)
        {
            if (_ring is null)
            {
                return; // the server stops: the request stays as it was
            }
            _book.Over(request, isAnswered, Now);
            SaveLater();
        }
        Wake();
    }

    /// <summary>Guarded by <see cref="_lock"/>. Whether a request ended because both talk.</summary>
    private bool ForgetTalking(string user)
    {
        var talks = _services.Lamps.Of(user).Where(d => d.State >= LampState.Held).Select(d => d.Call).ToHashSet();
        if (talks.Count == 0)
        {
            return false;
        }
        var isChanged = false;
        foreach (var other in _book.Users)
        {
            isChanged |=
                _services.Lamps.Of(other).Any(d => d.State >= LampState.Held && talks.Contains(d.Call)) && _book.Talked(user, other);
        }
        return isChanged;
    }

    /// <summary>Sets the timer to what comes next.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            if (_ring is null || _book.NextAt is not { } next)
            {
                return;
            }
            var delay = next - Now;
            _timer.Change(
                delay < TimeSpan.Zero ? TimeSpan.Zero
                    : delay > LongestSleep ? LongestSleep
                    : delay,
                Timeout.InfiniteTimeSpan
            );
        }
    }

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private void SaveLater() => _saving = SaveAfterAsync(_saving);

    private async Task SaveAfterAsync(Task before)
    {
        await before.ConfigureAwait(false);
        await SaveAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Keeps the requests as they are when their turn comes: one save at a time.</summary>
    private async ValueTask<bool> SaveAsync(CancellationToken cancellationToken)
    {
        await _oneSave.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _store.SaveAsync(Requests, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneSave.Release();
        }
    }
}
