namespace Ponte.Pbx.Document.Writing;

/// <summary>A value of the canonical form: a mapping, a list of texts, or a text.</summary>
internal sealed record CanonicalNode
{
    /// <summary>A mapping's keys and values; null for a leaf.</summary>
    public List<(string Key, CanonicalNode Value)>? Entries { get; private init; }

    /// <summary>A list's items; null for other values.</summary>
    public ValueList<string>? Items { get; private init; }

    /// <summary>A list of mappings; null for other values.</summary>
    public List<CanonicalNode>? Mappings { get; private init; }

    public string Text { get; private init; } = "";

    /// <summary>The secret behind <see cref="Text"/>, so that two different ones are told apart although both print masked.</summary>
    public SecretReference? Secret { get; private init; }

    /// <summary>What stands for a mapping without entries where leaves are compared.</summary>
    public static readonly CanonicalNode NoEntries = new() { Text = "{}" };

    public static CanonicalNode Mapping() => new() { Entries = [] };

    /// <summary>Adds a text unless it is empty.</summary>
    public CanonicalNode With(string key, string text) => text.Length == 0 ? this : Added(key, new CanonicalNode { Text = text });

    /// <summary>Adds a list unless it is empty.</summary>
    public CanonicalNode With(string key, IEnumerable<string> items)
    {
        ValueList<string> list = [.. items];
        return list.Count == 0 ? this : Added(key, new CanonicalNode { Items = list });
    }

    public CanonicalNode With(string key, SecretReference secret) =>
        Added(key, new CanonicalNode { Text = secret.ToString(), Secret = secret });

    /// <summary>Adds a mapping unless it is empty.</summary>
    public CanonicalNode With(string key, CanonicalNode? mapping) => mapping is null or { Entries.Count: 0 } ? this : Added(key, mapping);

    /// <summary>Adds an entry that somebody named: it is there also where all of its fields have their default.</summary>
    public CanonicalNode WithEntry(string name, CanonicalNode entry) => Added(name, entry);

    /// <summary>Adds a list of mappings unless it is empty.</summary>
    public CanonicalNode WithMappings(string key, IEnumerable<CanonicalNode> mappings)
    {
        List<CanonicalNode> list = [.. mappings];
        return list.Count == 0 ? this : Added(key, new CanonicalNode { Mappings = list });
    }

    private CanonicalNode Added(string key, CanonicalNode value)
    {
        Entries!.Add((key, value));
        return this;
    }
}
