using Ponte.Server.History;
using Ponte.Server.Live;
using Ponte.Server.Storage;
using Ponte.Server.Trace;

namespace Ponte.Server.Hosting;

/// <summary>The history and the trace as the APIs ask for them: what happened up to the question is in the answer.</summary>
/// <param name="queries">The history.</param>
/// <param name="files">The trace's files.</param>
/// <param name="events">Writes events; null beside a server that is not running.</param>
/// <param name="trace">Writes the trace; null where nothing is traced.</param>
/// <param name="live">The calls that go on; null beside a server that is not running.</param>
internal sealed class CallHistory(HistoryQueries queries, TraceFiles files, EventWriter? events, TraceWriter? trace, LiveCalls? live)
{
    /// <summary>Retransmissions and late answers of a call that is over come within SIP's timers (RFC 3261 section 17: 64 times T1).</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(35);

    private const int MaxMessages = 2_000;

    /// <summary>The newest calls first.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<CallView>> ListAsync(int limit, string? number, CancellationToken cancellationToken)
    {
        await FlushEventsAsync(cancellationToken).ConfigureAwait(false);
        return queries.List(limit, number);
    }

    /// <summary>The newest calls first, of those that are wanted.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<CallView>> ListAsync(CallFilter filter, int limit, CancellationToken cancellationToken)
    {
        await FlushEventsAsync(cancellationToken).ConfigureAwait(false);
        return queries.List(filter, limit);
    }

    /// <summary>Calls by the hour; see <see cref="HistoryQueries.Hours"/>.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<(DateTimeOffset Hour, int Calls, int Answered)> Hours(DateTimeOffset since) => queries.Hours(since);

    /// <summary>One call; see <see cref="HistoryQueries.Find"/>.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<CallView?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await FlushEventsAsync(cancellationToken).ConfigureAwait(false);
        return queries.Find(id);
    }

    /// <summary>A call's SIP messages, secrets masked.</summary>
    public async Task<IReadOnlyList<TracedMessage>> MessagesAsync(CallView call, CancellationToken cancellationToken)
    {
        if (trace is not null)
        {
            await trace.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        var to = call.EndedAt is { } ended ? ended + Margin : DateTimeOffset.MaxValue;
        return files.Find([.. call.Legs.Select(l => l.SipCallId)], call.StartedAt - Margin, to, MaxMessages);
    }

    /// <summary>First all calls that go on, then every change.</summary>
    public IAsyncEnumerable<LiveChange> WatchAsync(CancellationToken cancellationToken) =>
        live?.WatchAsync(cancellationToken) ?? AsyncEnumerable.Empty<LiveChange>();

    private async Task FlushEventsAsync(CancellationToken cancellationToken)
    {
        // While the disk fails, the database says less, but it says it at once.
        if (events is { Failure: null })
        {
            await events.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
