using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Engine;

/// <summary>
/// Tables of formats by their content: most streams agree on one of a few, and tables that all streams share stay in the processor's cache.
/// From any thread.
/// </summary>
internal sealed class FormatTables
{
    /// <summary>More than this many are not kept: peers choose payload types, so the count is not ours.</summary>
    public const int MaximumTables = 256;

    private readonly ConcurrentDictionary<ImmutableArray<PayloadFormat>, FormatTable> _tables = new(new ByContent());

    /// <summary>The table of formats.</summary>
    public FormatTable Get(ImmutableArray<PayloadFormat> formats)
    {
        if (_tables.TryGetValue(formats, out var table))
        {
            return table;
        }
        table = new FormatTable(formats);
        return _tables.Count < MaximumTables ? _tables.GetOrAdd(formats, table) : table;
    }

    private sealed class ByContent : IEqualityComparer<ImmutableArray<PayloadFormat>>
    {
        public bool Equals(ImmutableArray<PayloadFormat> x, ImmutableArray<PayloadFormat> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<PayloadFormat> formats)
        {
            var hash = default(HashCode);
            foreach (var format in formats)
            {
                hash.Add(format);
            }
            return hash.ToHashCode();
        }
    }
}
