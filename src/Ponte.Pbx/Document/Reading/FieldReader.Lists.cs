namespace Ponte.Pbx.Document.Reading;

/// <content>Lists: each item once, a single value counts as a list of one.</content>
internal sealed partial class FieldReader
{
    private const int MaxItems = 64;

    /// <summary>Texts that <paramref name="complaint"/> has nothing against.</summary>
    public ValueList<string> Texts(string key, string mend, Func<string, string?> complaint) =>
        List(key, mend, text => complaint(text) is { } words ? (null, words) : (text, ""));

    /// <summary>The audio codecs; empty where none are given.</summary>
    public ValueList<string> Codecs() =>
        Texts(
            "codecs",
            "give a list such as [PCMA, PCMU]",
            text =>
                LineSettings.KnownCodecs.Contains(text, StringComparer.Ordinal)
                    ? null
                    : $"is none of {string.Join(", ", LineSettings.KnownCodecs)}"
        );

    /// <summary>What <paramref name="read"/> makes of each item, or its complaint.</summary>
    public ValueList<T> List<T>(string key, string mend, Func<string, (T? Item, string Complaint)> read)
        where T : class
    {
        var items = new List<T>();
        var nodes = Items(key, mend);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Kind != YamlKind.Scalar || nodes[i].IsNull)
            {
                continue; // Items complained of it
            }
            var (item, complaint) = i < MaxItems ? read(nodes[i].Text) : (null, "is too much; at most 64 are read");
            if (item is null)
            {
                ComplainOfItem(key, i, nodes[i], $"{Shown(nodes[i].Text)} {complaint}");
            }
            else if (items.Contains(item))
            {
                ComplainOfItem(key, i, nodes[i], $"{Shown(nodes[i].Text)} stands here a second time; keep one of them");
            }
            else
            {
                items.Add(item);
            }
        }
        return [.. items];
    }

    /// <summary>The mappings of a list; a single one counts as a list of one.</summary>
    public IEnumerable<FieldReader> Maps(string key, string mend)
    {
        foreach (var (node, fields) in ScalarsAndMaps(key, mend))
        {
            if (fields is not null)
            {
                yield return fields;
            }
            else
            {
                Complain(key, node, $"{Shown(node.Text)} is a single value, not a mapping; {mend}");
            }
        }
    }

    /// <summary>The items of a list of which each is a scalar or a mapping; a single one counts as a list of one.</summary>
    public IEnumerable<(YamlNode Node, FieldReader? Fields)> ScalarsAndMaps(string key, string mend)
    {
        if (Take(key) is not { } list)
        {
            yield break;
        }
        var nodes = list.Kind == YamlKind.Sequence ? list.Items : [list];
        for (var i = 0; i < nodes.Count; i++)
        {
            var path = list.Kind == YamlKind.Sequence ? FieldPath.Item(PathOf(key), i) : PathOf(key);
            if (nodes[i].Kind == YamlKind.Mapping)
            {
                yield return (nodes[i], new FieldReader(_errors, nodes[i], path));
            }
            else if (nodes[i].Kind == YamlKind.Sequence || nodes[i].IsNull)
            {
                _errors.Add(path, nodes[i], nodes[i].IsNull ? $"is empty; {mend}" : $"is {nodes[i].KindInWords}; {mend}");
            }
            else
            {
                yield return (nodes[i], null);
            }
        }
    }
}
