using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <summary>Compares two canonical forms leaf by leaf.</summary>
internal static class CanonicalComparer
{
    /// <summary>Sections whose order counts, so that moving a part is a change although no field differs.</summary>
    private static readonly string[] OrderedSections = ["lines", "directories"];

    public static ValueList<DocumentChange> Compare(CanonicalNode before, CanonicalNode after)
    {
        var first = Leaves(before);
        var second = Leaves(after);
        var changes = first
            .Keys.Union(second.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(p => !Same(first.GetValueOrDefault(p), second.GetValueOrDefault(p)))
            .Select(p => new DocumentChange(p, Shown(first.GetValueOrDefault(p)), Shown(second.GetValueOrDefault(p))));
        return [.. changes];
    }

    /// <summary>The secrets by the paths of their fields.</summary>
    public static IReadOnlyDictionary<string, SecretReference> Secrets(CanonicalNode root) =>
        Leaves(root).Where(l => l.Value.Secret is not null).ToDictionary(l => l.Key, l => l.Value.Secret!, StringComparer.Ordinal);

    private static SortedDictionary<string, CanonicalNode> Leaves(CanonicalNode root)
    {
        var leaves = new SortedDictionary<string, CanonicalNode>(StringComparer.Ordinal);
        Collect(leaves, root, "");
        foreach (var (section, parts) in root.Entries!.Where(e => OrderedSections.Contains(e.Key, StringComparer.Ordinal)))
        {
            Collect(leaves, CanonicalNode.Mapping().With($"{section} (order)", parts.Entries!.Select(p => p.Key)), "");
        }
        return leaves;
    }

    private static void Collect(SortedDictionary<string, CanonicalNode> leaves, CanonicalNode mapping, string path)
    {
        foreach (var (key, value) in mapping.Entries!)
        {
            var own = FieldPath.Key(path, key);
            for (var i = 0; i < value.Mappings?.Count; i++)
            {
                Collect(leaves, value.Mappings[i], FieldPath.Item(own, i));
            }
            if (value.Entries is null && value.Mappings is null)
            {
                leaves[own] = value;
            }
            else if (value.Entries is { Count: 0 })
            {
                leaves[own] = CanonicalNode.NoEntries;
            }
            else if (value.Entries is not null)
            {
                Collect(leaves, value, own);
            }
        }
    }

    private static bool Same(CanonicalNode? a, CanonicalNode? b) => a is not null && b is not null && a.Equals(b);

    private static string? Shown(CanonicalNode? node) => node is null ? null : node.Items?.ToString() ?? node.Text;
}
