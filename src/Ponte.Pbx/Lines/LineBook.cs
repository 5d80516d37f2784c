using System.Collections.Concurrent;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Lines;

/// <summary>The states of the node's lines by name. From any thread.</summary>
/// <param name="time">The clock of the lines.</param>
public sealed class LineBook(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LineState> _states = new(StringComparer.Ordinal);

    /// <summary>The state of a line; made when first asked for.</summary>
    public LineState this[string name] => _states.GetOrAdd(name, static (n, t) => new LineState(n, t), time);

    /// <summary>The lines of a document as screens show them.</summary>
    public IReadOnlyList<LineStatus> Describe(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.Lines.Select(l => this[l.Name].Describe(l))];
    }
}
