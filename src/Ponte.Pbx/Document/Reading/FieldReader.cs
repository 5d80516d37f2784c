using System.Globalization;

namespace Ponte.Pbx.Document.Reading;

/// <summary>
/// Reads the fields of one mapping. Each method takes one key, complains of what is wrong with its value and then goes on with the
/// fallback, so that all errors are found in one pass; <see cref="End"/> complains of the keys that nobody took.
/// </summary>
internal sealed partial class FieldReader
{
    private readonly ErrorList _errors;
    private readonly YamlNode _map;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public FieldReader(ErrorList errors, YamlNode map, string path)
    {
        _errors = errors;
        _map = map;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The mapping, for errors about it as a whole.</summary>
    public YamlNode Node => _map;

    /// <summary>The value of a key, null where it is absent or empty.</summary>
    public YamlNode? Take(string key)
    {
        _known.Add(key);
        var value = _map.Entries.FirstOrDefault(e => string.Equals(e.Key.Text, key, StringComparison.Ordinal))?.Value;
        return value is null or { IsNull: true } ? null : value;
    }

    public string PathOf(string key) => FieldPath.Key(Path, key);

    public void Complain(string key, YamlNode node, string message) => _errors.Add(PathOf(key), node, message);

    public void ComplainOfItem(string key, int index, YamlNode node, string message) =>
        _errors.Add(FieldPath.Item(PathOf(key), index), node, message);

    /// <summary>Complains of the mapping as a whole.</summary>
    public void ComplainOfAll(string message) => _errors.Add(Path, _map, message);

    public void Missing(string key, string mend) => _errors.Add(PathOf(key), _map, $"is missing; {mend}");

    /// <summary>A scalar's text that <paramref name="complaint"/> has nothing against.</summary>
    public string? Text(string key, Func<string, string?>? complaint = null)
    {
        if (Scalar(key) is not { } node)
        {
            return null;
        }
        if (complaint?.Invoke(node.Text) is not { } message)
        {
            return node.Text;
        }
        Complain(key, node, $"{Shown(node.Text)} {message}");
        return null;
    }

    /// <summary>Like <see cref="Text"/>, and complains when the key is not there.</summary>
    public string RequiredText(string key, string mend, Func<string, string?>? complaint = null)
    {
        if (Take(key) is null)
        {
            Missing(key, mend);
            return "";
        }
        return Text(key, complaint) ?? "";
    }

    public int? Integer(string key, int min, int max, string mend)
    {
        if (Scalar(key) is not { } node)
        {
            return null;
        }
        if (!long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            Complain(key, node, $"{Shown(node.Text)} is no whole number; {mend}");
            return null;
        }
        if (value >= min && value <= max)
        {
            return (int)value;
        }
        var bound =
            value < min ? $"below {min.ToString(CultureInfo.InvariantCulture)}" : $"above {max.ToString(CultureInfo.InvariantCulture)}";
        Complain(key, node, $"{value.ToString(CultureInfo.InvariantCulture)} is {bound}; {mend}");
        return null;
    }

    public bool? Flag(string key)
    {
        if (Scalar(key) is not { } node)
        {
            return null;
        }
        if (node.Text is "true" or "false")
        {
            return node.Text is "true";
        }
        Complain(key, node, $"{Shown(node.Text)} is neither true nor false");
        return null;
    }

    /// <summary>One word of a list of words.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Scalar(key) is not { } node)
        {
            return null;
        }
        if (words.TryGetValue(node.Text, out var value))
        {
            return value;
        }
        var nearest = Nearest.To(node.Text, words.Keys) is { } near ? $"; did you mean {near}?" : "";
        Complain(key, node, $"{Shown(node.Text)} is none of {string.Join(", ", words.Keys)}{nearest}");
        return null;
    }

    /// <summary>The fields of a mapping below this one; null where it is absent or no mapping.</summary>
    public FieldReader? Map(string key, string mend)
    {
        if (Take(key) is not { } node)
        {
            return null;
        }
        if (node.Kind == YamlKind.Mapping)
        {
            return new FieldReader(_errors, node, PathOf(key));
        }
        Complain(key, node, $"is {node.KindInWords}, not a mapping; {mend}");
        return null;
    }

    /// <summary>The mappings below a key by their names, in the order of the text.</summary>
    public IEnumerable<(YamlNode Name, FieldReader Fields)> Children(string key, string mend)
    {
        if (Map(key, mend) is not { } section)
        {
            yield break;
        }
        foreach (var entry in section.Node.Entries)
        {
            var path = section.PathOf(entry.Key.Text);
            if (entry.Value.Kind == YamlKind.Mapping)
            {
                yield return (entry.Key, new FieldReader(_errors, entry.Value, path));
            }
            else
            {
                _errors.Add(
                    path,
                    entry.Value,
                    entry.Value.IsNull ? $"is empty; {mend}" : $"is {entry.Value.KindInWords}, not a mapping; {mend}"
                );
            }
        }
    }

    /// <summary>The items of a list, after complaining of those that are no scalars; a single value counts as a list of one.</summary>
    public IReadOnlyList<YamlNode> Items(string key, string mend)
    {
        if (Take(key) is not { } node)
        {
            return [];
        }
        if (node.Kind == YamlKind.Mapping)
        {
            Complain(key, node, $"is a mapping, not a list; {mend}");
            return [];
        }
        var items = node.Kind == YamlKind.Scalar ? [node] : node.Items;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Kind != YamlKind.Scalar || items[i].IsNull)
            {
                ComplainOfItem(key, i, items[i], items[i].IsNull ? $"is empty; {mend}" : $"is {items[i].KindInWords}; {mend}");
            }
        }
        return items;
    }

    /// <summary>Complains of every key that nobody asked for.</summary>
    public void End()
    {
        foreach (var key in _map.Entries.Select(e => e.Key).Where(k => !_known.Contains(k.Text)))
        {
            var mend = Nearest.To(key.Text, _known) is { } near
                ? $"did you mean {near}?"
                : $"known here are {string.Join(", ", _known.Order(StringComparer.Ordinal))}";
            Complain(key.Text, key, $"{Shown(key.Text)} is not known here; {mend}");
        }
    }

    /// <summary>A value as an error shows it: short, and visible when it is empty.</summary>
    public static string Shown(string text) =>
        text.Length switch
        {
            0 => "\"\"",
            > 64 => $"{text[..61]}...",
            _ => text,
        };

    private YamlNode? Scalar(string key)
    {
        if (Take(key) is not { } node)
        {
            return null;
        }
        if (node.Kind == YamlKind.Scalar)
        {
            return node;
        }
        Complain(key, node, $"is {node.KindInWords}; give a single value");
        return null;
    }
}
