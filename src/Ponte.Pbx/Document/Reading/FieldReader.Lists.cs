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
}
