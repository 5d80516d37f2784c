using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Ponte.Pbx.Company;
using Ponte.Sip.Loop;

namespace Ponte.Pbx.Directories;

/// <summary>
/// The sources outside of one document: asked side by side, each number once at a time, with a cache. A call waits for
/// <see cref="DirectoryOptions.Budget"/> at most; what comes later is there for the next one.
/// </summary>
internal sealed class OutsideSources : IAsyncDisposable
{
    private readonly ImmutableArray<GuardedSource> _sources;
    private readonly CompanySnapshot _company;
    private readonly DirectoryOptions _options;
    private readonly DirectoryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly NameCache _cache; // guarded by _lock
    private readonly Dictionary<string, NameSearch> _searches = new(StringComparer.Ordinal); // guarded by _lock
    private readonly HashSet<Task> _running = []; // guarded by _lock

    /// <summary>Takes the sources over, in the document's order.</summary>
    public OutsideSources(
        IEnumerable<IDirectorySource> sources,
        CompanySnapshot company,
        DirectoryOptions options,
        DirectoryMetrics metrics,
        TimeProvider time,
        ILogger log
    )
    {
        _sources = [.. sources.Select(s => new GuardedSource(s, options, metrics, time, log))];
        (_company, _options, _metrics, _time) = (company, options, metrics, time);
        _cache = new NameCache(options);
    }

    /// <summary>Why a source is set aside; null where it is in use.</summary>
    public string? SetAsideBecause(string source) =>
        _sources.FirstOrDefault(s => s.Name.Equals(source, StringComparison.Ordinal))?.SetAsideBecause;

    /// <summary>Finds a number.</summary>
    public ValueTask<DirectoryEntry?> FindAsync(string number, CancellationToken cancellationToken)
    {
        NameSearch? search;
        lock (_lock)
        {
            if (_cache.TryGet(number, Now(), out var known))
            {
                return ValueTask.FromResult(known);
            }
            search = _searches.GetValueOrDefault(number) ?? Begin(number);
        }
        return search is null ? ValueTask.FromResult<DirectoryEntry?>(null) : WaitAsync(search, cancellationToken);
    }

    /// <summary>Gives every question up, and closes the sources.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }
        await Task.WhenAll(running);
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
        _stop.Dispose();
    }

    /// <summary>Starts a search; null where no source may be asked now. Under the lock.</summary>
    private NameSearch? Begin(string number)
    {
        if (_searches.Count >= _options.MaxSearches || _stop.IsCancellationRequested)
        {
            return null;
        }
        var entered = _sources.Select(s => s.TryEnter()).ToList();
        if (!entered.Contains(true))
        {
            return null;
        }
        var search = new NameSearch(number, _sources.Length);
        var sought = new SoughtNumber(number, _company);
        _searches.Add(number, search);
        for (var i = 0; i < _sources.Length; i++)
        {
            if (!entered[i])
            {
                search.Take(i, _sources[i].Name, SourceAnswer.Failed("set aside"));
            }
        }
        for (var i = 0; i < _sources.Length; i++)
        {
            if (entered[i])
            {
                var place = i;
                // On the pool: who asks is a loop with other calls to serve.
                Track(Task.Run(() => AskAsync(search, sought, place)));
            }
        }
        return search;
    }

    private async Task AskAsync(NameSearch search, SoughtNumber sought, int place)
    {
        var answer = await _sources[place].AskAsync(sought, _stop.Token);
        if (!search.Take(place, _sources[place].Name, answer))
        {
            return;
        }
        lock (_lock)
        {
            _searches.Remove(search.Number);
            if (search.Best is { } best)
            {
                _cache.Put(search.Number, best, Now());
            }
            else if (search.IsComplete)
            {
                _cache.Put(search.Number, null, Now());
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void Track(Task task)
    {
        _running.Add(task);
        _ = task.ContinueWith(
            t =>
            {
                lock (_lock)
                {
                    _running.Remove(t);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
    }

    private async ValueTask<DirectoryEntry?> WaitAsync(NameSearch search, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(search.Decided, Task.Delay(_options.Budget, _time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (!search.Decided.IsCompleted)
        {
            _metrics.Late();
        }
        return search.Best;
    }

    private Instant Now() => new(_time.GetElapsedTime(0).Ticks);
}
