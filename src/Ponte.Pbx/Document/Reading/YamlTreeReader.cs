using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ponte.Pbx.Document.Reading;

/// <summary>
/// Makes a tree of values with their places from YAML text, within limits. Anchors, aliases and tags are refused: the
/// document needs none, and they are what turns a small text into a large one.
/// </summary>
internal sealed class YamlTreeReader
{
    private readonly ErrorList _errors;
    private readonly DocumentLimits _limits;
    private readonly Parser _parser;
    private int _nodes;

    private YamlTreeReader(string text, DocumentLimits limits, ErrorList errors)
    {
        _errors = errors;
        _limits = limits;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads the one document of a text; null, with errors, where it cannot be read at all.</summary>
    public static YamlNode? Read(string text, DocumentLimits limits, ErrorList errors)
    {
        if (text.Length > limits.MaxCharacters)
        {
            errors.Add(
                "",
                1,
                1,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the text has {text.Length} characters; at most {limits.MaxCharacters} are read"
                )
            );
            return null;
        }
        var reader = new YamlTreeReader(text, limits, errors);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            errors.Add("", (int)e.Start.Line, (int)e.Start.Column, $"this is no YAML: {e.Message.TrimEnd('.')}");
            return null;
        }
#pragma warning disable CA1031 // YamlDotNet's scanner fails with exceptions of other kinds too on some broken texts; all mean that the text is none.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var mark = reader._parser.Current?.End ?? Mark.Empty;
            errors.Add("", (int)mark.Line, (int)mark.Column, "this is no YAML; look for brackets and quotes that are not closed near here");
            return null;
        }
#pragma warning restore CA1031
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _errors.Add("", 1, 1, "the document is empty; it needs at least the section company");
            return null;
        }
        _parser.Consume<DocumentStart>();
        var root = ReadNode("", 1);
        if (root is null)
        {
            return null;
        }
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            var mark = _parser.Current!.Start;
            _errors.Add("", (int)mark.Line, (int)mark.Column, "a second document begins here; a company has one");
        }
        return root;
    }

    /// <summary>Reads one value; null when a limit is reached, which ends the reading.</summary>
    private YamlNode? ReadNode(string path, int depth)
    {
        var mark = _parser.Current?.Start ?? Mark.Empty;
        if (++_nodes > _limits.MaxNodes)
        {
            return Stop(
                path,
                mark,
                $"more than {_limits.MaxNodes.ToString(CultureInfo.InvariantCulture)} values; the document is too large"
            );
        }
        if (depth > _limits.MaxDepth)
        {
            return Stop(path, mark, $"more than {_limits.MaxDepth.ToString(CultureInfo.InvariantCulture)} levels within each other");
        }
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Stop(path, alias.Start, "an alias (*) stands here, which is not supported; write the value out, or put it in quotes");
        }
        RefuseProperties(path);
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return ToNode(scalar);
        }
        return _parser.TryConsume<SequenceStart>(out var sequence) ? ReadSequence(sequence, path, depth) : ReadMapping(path, depth);
    }

    private YamlNode? ReadSequence(SequenceStart start, string path, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(FieldPath.Item(path, items.Count), depth + 1) is not { } item)
            {
                return null;
            }
            items.Add(item);
        }
        return new YamlNode(YamlKind.Sequence, (int)start.Start.Line, (int)start.Start.Column) { Items = items };
    }

    private YamlNode? ReadMapping(string path, int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(path, depth + 1) is not { } key || ReadNode(FieldPath.Key(path, key.Text), depth + 1) is not { } value)
            {
                return null;
            }
            if (key.Kind != YamlKind.Scalar)
            {
                _errors.Add(path, key, $"{key.KindInWords} stands where a key is expected; a key is a single word");
            }
            else if (!keys.TryAdd(key.Text, key))
            {
                var first = keys[key.Text].Line.ToString(CultureInfo.InvariantCulture);
                _errors.Add(
                    FieldPath.Key(path, key.Text),
                    key,
                    $"{key.Text} stands here a second time, first in line {first}; keep one of them"
                );
            }
            else
            {
                entries.Add(new YamlEntry(key, value));
            }
        }
        return new YamlNode(YamlKind.Mapping, (int)start.Start.Line, (int)start.Start.Column) { Entries = entries };
    }

    // The words of these errors leave the value out: it may be a password that begins with one of these signs.
    private void RefuseProperties(string path)
    {
        if (_parser.Current is not NodeEvent node)
        {
            return;
        }
        if (!node.Anchor.IsEmpty)
        {
            _errors.Add(
                path,
                (int)node.Start.Line,
                (int)node.Start.Column,
                "an anchor (&) stands here, which is not supported; leave it out, or put the value in quotes"
            );
        }
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            _errors.Add(
                path,
                (int)node.Start.Line,
                (int)node.Start.Column,
                "a tag (!) stands here, which is not supported; leave it out, or put the value in quotes"
            );
        }
    }

    private static YamlNode ToNode(Scalar scalar)
    {
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        return new YamlNode(YamlKind.Scalar, (int)scalar.Start.Line, (int)scalar.Start.Column) { Text = scalar.Value, IsNull = isNull };
    }

    private YamlNode? Stop(string path, Mark mark, string message)
    {
        _errors.Add(path, (int)mark.Line, (int)mark.Column, message);
        return null;
    }
}
