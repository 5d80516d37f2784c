namespace Ponte.Sip.Resolution;

/// <summary>
/// DNS queries with a cache: answers are kept for their time to live, never more than the bound, and used beyond it while the name servers fail
/// (RFC 8767). Equal queries at the same time are one query.
/// </summary>
/// <remarks>Safe for use from any thread. A shared query does not end when one of its callers gives up.</remarks>
internal sealed class DnsLookup(IDnsSource source, SipResolverOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, DnsRecordKind Kind), Entry> _entries = [];

    /// <summary>Answers that are kept, for tests and metrics.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The usable records of a normalised name.</summary>
    public ValueTask<DnsRecords> QueryAsync(string name, DnsRecordKind kind, CancellationToken cancellationToken)
    {
        TaskCompletionSource<DnsRecords> started;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var known = _entries.GetValueOrDefault((name, kind));
            if (known is not null && known.Expires > now && known.Pending is null)
            {
                return ValueTask.FromResult(known.Records);
            }
            if (known?.Pending is { } pending)
            {
                return new ValueTask<DnsRecords>(pending.WaitAsync(cancellationToken));
            }
            started = new TaskCompletionSource<DnsRecords>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (known is null)
            {
                MakeRoom(now);
                _entries.Add((name, kind), known = new Entry());
            }
            known.Pending = started.Task;
        }
        return AskAsync(name, kind, started, cancellationToken);
    }

    private async ValueTask<DnsRecords> AskAsync(
        string name,
        DnsRecordKind kind,
        TaskCompletionSource<DnsRecords> started,
        CancellationToken cancellationToken
    )
    {
        var work = RunAsync(name, kind, started);
        return work.IsCompleted ? await work.ConfigureAwait(false) : await work.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<DnsRecords> RunAsync(string name, DnsRecordKind kind, TaskCompletionSource<DnsRecords> started)
    {
        var records = Keep(name, kind, await QuerySourceAsync(name, kind).ConfigureAwait(false));
        started.SetResult(records);
        return records;
    }

#pragma warning disable CA1031 // A source is foreign code that reads wire input; what it throws is a failed query and says so.
    private async Task<DnsAnswer> QuerySourceAsync(string name, DnsRecordKind kind)
    {
        using var timeout = new CancellationTokenSource(options.QueryTimeout, time);
        try
        {
            var query = source.QueryAsync(name, kind, timeout.Token);
            return query.IsCompleted
                ? await query.ConfigureAwait(false)
                : await query.AsTask().WaitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return DnsAnswer.Failed(DnsStatus.TimedOut, $"no answer within {options.QueryTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception e)
        {
            return DnsAnswer.Failed(DnsStatus.ServerFailure, e.Message);
        }
    }
#pragma warning restore CA1031

    private DnsRecords Keep(string name, DnsRecordKind kind, DnsAnswer answer)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // The entry may have been pushed out by others while the query was under way; the answer then serves its callers only.
            var entry = _entries.GetValueOrDefault((name, kind)) ?? new Entry();
            entry.Pending = null;
            if (answer.Status is DnsStatus.TimedOut or DnsStatus.ServerFailure)
            {
                var isStale = !entry.Records.Records.IsDefaultOrEmpty && entry.FreshUntil + options.StaleTime > now;
                entry.Expires = now + options.FailureTimeToLive;
                if (!isStale)
                {
                    entry.Records = new DnsRecords(answer.Status, [], answer.Detail);
                }
                return entry.Records;
            }
            var (records, timeToLive) = DnsAnswerFilter.Take(answer, name, kind, options.MaxRecords);
            var keep =
                records.IsEmpty ? options.NegativeTimeToLive
                : timeToLive < options.MaxTimeToLive ? timeToLive
                : options.MaxTimeToLive;
            entry.Records = new DnsRecords(answer.Status, records, answer.Detail);
            entry.Expires = entry.FreshUntil = now + keep;
            return entry.Records;
        }
    }

    /// <summary>Under the lock. Makes room for one entry: expired ones go first, else the one that would expire next.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        if (_entries.Count < options.MaxCacheEntries)
        {
            return;
        }
        var next = default(KeyValuePair<(string, DnsRecordKind), Entry>);
        foreach (var pair in _entries)
        {
            if (next.Value is null || pair.Value.Expires < next.Value.Expires)
            {
                next = pair;
            }
            if (next.Value.Expires <= now)
            {
                break;
            }
        }
        _entries.Remove(next.Key);
    }

    /// <summary>Guarded by the lookup's lock.</summary>
    private sealed class Entry
    {
        public DnsRecords Records { get; set; }

        public DateTimeOffset Expires { get; set; }

        public DateTimeOffset FreshUntil { get; set; }

        public Task<DnsRecords>? Pending { get; set; }
    }
}
