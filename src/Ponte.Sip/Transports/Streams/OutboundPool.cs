namespace Ponte.Sip.Transports.Streams;

/// <summary>
/// The connections that we opened, one per target. Those that peers opened are never in it: what Microsoft opened carries its requests, what
/// we opened carries ours.
/// </summary>
/// <remarks>Safe for use from any thread. Nothing foreign is called under the lock.</remarks>
internal sealed class OutboundPool(TransportHub hub, StreamConnector connector)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SipTarget, Entry> _entries = [];

    /// <summary>A connection to the target: the one in use, or the one that is being opened, or a new one.</summary>
    public async ValueTask<FlowResult> GetAsync(SipTarget target, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || hub.Stopping.IsCancellationRequested)
        {
            return Cancelled(target);
        }
        TaskCompletionSource<FlowResult>? started = null;
        Task<FlowResult> attempt;
        lock (_lock)
        {
            var entry = _entries.GetValueOrDefault(target);
            if (entry?.Connection is { } connection)
            {
                if (IsUsable(connection))
                {
                    return FlowResult.Success(connection.Flow);
                }
                connection.Retire();
                entry = null;
            }
            if (entry is null)
            {
                started = new TaskCompletionSource<FlowResult>(TaskCreationOptions.RunContinuationsAsynchronously);
                entry = new Entry(started.Task);
                _entries[target] = entry;
            }
            attempt = entry.Attempt;
        }
        if (started is not null)
        {
            hub.Tasks.Run(() => OpenAsync(target, started));
        }
        return await WaitAsync(target, attempt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the connection to a target out of use.</summary>
    public void Retire(SipTarget target)
    {
        lock (_lock)
        {
            if (_entries.Remove(target, out var entry))
            {
                entry.Retire();
            }
        }
    }

    /// <summary>Takes all connections of a profile out of use: its certificate has changed.</summary>
    public void RetireProfile(string profile)
    {
        lock (_lock)
        {
            var targets = _entries.Keys.Where(t =>
                t.Protocol == TransportProtocol.Tls && string.Equals(t.Profile, profile, StringComparison.Ordinal)
            );
            foreach (var target in targets.ToList())
            {
                _entries.Remove(target, out var entry);
                entry!.Retire();
            }
        }
    }

    /// <summary>Forgets connections that have ended and retires those that are old; called about every second.</summary>
    public void CheckTime()
    {
        lock (_lock)
        {
            foreach (var (target, entry) in _entries.ToList())
            {
                if (entry.Connection is { } connection && !IsUsable(connection))
                {
                    connection.Retire();
                    _entries.Remove(target);
                }
            }
        }
    }

    private bool IsUsable(StreamConnection connection) =>
        connection.Flow.IsOpen && !connection.IsRetired && connection.Age < hub.Options.Connections.RenewAfter;

    private async Task OpenAsync(SipTarget target, TaskCompletionSource<FlowResult> attempt)
    {
        StreamConnection? connection = null;
        var result = FlowResult.Failure(FlowFailureKind.Unreachable, $"a defect of ours while connecting to {target.Address}");
        try
        {
            (connection, result) = await connector.OpenAsync(target, hub.Stopping).ConfigureAwait(false);
        }
        finally
        {
            // Whatever happened, nobody waits for ever.
            Keep(target, attempt.Task, connection);
            attempt.SetResult(result);
        }
    }

    private void Keep(SipTarget target, Task<FlowResult> attempt, StreamConnection? connection)
    {
        lock (_lock)
        {
            var entry = _entries.GetValueOrDefault(target);
            if (entry?.Attempt != attempt)
            {
                // Retired while it was being opened: those who waited may use it, others open a new one.
                connection?.Retire();
            }
            else if (connection is null)
            {
                _entries.Remove(target);
            }
            else
            {
                entry.Connection = connection;
            }
        }
    }

    private static async Task<FlowResult> WaitAsync(SipTarget target, Task<FlowResult> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await attempt.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Cancelled(target);
        }
    }

    private static FlowResult Cancelled(SipTarget target) =>
        FlowResult.Failure(FlowFailureKind.Cancelled, $"the connection to {target.Address} is no longer wanted");

    /// <summary>Guarded by the pool's lock.</summary>
    private sealed class Entry(Task<FlowResult> attempt)
    {
        public Task<FlowResult> Attempt { get; } = attempt;

        public StreamConnection? Connection { get; set; }

        public void Retire() => Connection?.Retire();
    }
}
