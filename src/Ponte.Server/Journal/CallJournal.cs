using System.Text;
using Ponte.Calls.Model;
using Ponte.Server.Metrics;

namespace Ponte.Server.Journal;

/// <summary>The journal of calls.</summary>
internal sealed class CallJournal(JournalFile file, TimeProvider time, ServerMetrics metrics, ILogger log)
    : IJournalHealth,
        IAsyncDisposable
{
    private readonly JournalWriter<string> _writer = new(file, Encoding.UTF8.GetBytes, time, metrics, log);

    /// <inheritdoc/>
    public string? Failure => _writer.Failure;

    /// <summary>The calls that a journal holds.</summary>
    public static IReadOnlySet<CallId> IdsIn(JournalFile file) => file.ReadAll().Select(e => new CallId(e.Key)).ToHashSet();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
