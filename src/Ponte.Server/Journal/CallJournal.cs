using Ponte.Calls.Journal;
using Ponte.Calls.Model;
using Ponte.Server.Metrics;

namespace Ponte.Server.Journal;

/// <summary>The journal of calls, on a file.</summary>
internal sealed class CallJournal : ICallJournal, IAsyncDisposable
{
    private readonly JournalWriter<CallState> _writer;
    private readonly ILogger _log;
    private readonly List<CallState> _found = [];

    /// <summary>Reads what a former process left, and takes the file over.</summary>
    public CallJournal(JournalFile file, TimeProvider time, ServerMetrics metrics, ILogger log)
    {
        _log = log;
        foreach (var (key, state) in file.ReadAll())
        {
            if (CallStateText.TryRead(state, out var call, out var fault))
            {
                _found.Add(call);
            }
            else
            {
                log.StateUnreadable(key, fault);
                file.Put(key, [], isRemoval: true);
            }
        }
        _writer = new JournalWriter<CallState>(file, CallStateText.Write, time, metrics, log);
    }

    /// <summary>Why states cannot be written at the moment; null when they can.</summary>
    public string? Failure => _writer.Failure;

    /// <summary>The calls that a former process left.</summary>
    public IReadOnlySet<CallId> Found => _found.Select(c => c.Id).ToHashSet();

    /// <inheritdoc/>
    public IEnumerable<CallState> Load() => _found;

    /// <inheritdoc/>
    public void Save(CallState state) => _writer.Save(state.Id.Value, state);

    /// <inheritdoc/>
    public void Remove(CallId call) => _writer.Remove(call.Value);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
