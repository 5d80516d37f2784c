using System.Collections;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Parameters in their order. Names are matched in any case; of two with one name the first counts.</summary>
public sealed class SipParameterList : IReadOnlyList<SipParameter>
{
    private readonly SipParameter[] _items;

    /// <summary>A list of the given parameters.</summary>
    public SipParameterList(IEnumerable<SipParameter> parameters)
        : this([.. parameters]) { }

    private SipParameterList(SipParameter[] items) => _items = items;

    /// <summary>No parameters.</summary>
    public static SipParameterList Empty { get; } = new(Array.Empty<SipParameter>());

    /// <summary>How many there are.</summary>
    public int Count => _items.Length;

    /// <summary>The parameter at a position.</summary>
    public SipParameter this[int index] => _items[index];

    /// <summary>The value of a parameter without quotes: empty if it has none, null if the parameter is not there.</summary>
    public string? Find(string name)
    {
        foreach (var item in _items)
        {
            if (string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return item.Text;
            }
        }
        return null;
    }

    /// <summary>Whether the parameter is there, with or without value.</summary>
    public bool Contains(string name) => Find(name) is not null;

    /// <inheritdoc/>
    public IEnumerator<SipParameter> GetEnumerator() => ((IEnumerable<SipParameter>)_items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The parameters as they stand in a message, each with its semicolon.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var item in _items)
        {
            text.Append(';').Append(item.Name);
            if (item.Value is not null)
            {
                text.Append('=').Append(item.Value);
            }
        }
        return text.ToString();
    }

    /// <summary>Reads <c>;a=b;c</c> with space around the signs. Empty parameters are passed over.</summary>
    /// <returns>False if a quoted string does not end, or something else than a semicolon begins the text.</returns>
    internal static bool TryParse(ReadOnlySpan<char> text, out SipParameterList list)
    {
        list = Empty;
        var at = Scan.SkipSpace(text, 0);
        if (at < text.Length && text[at] != ';')
        {
            return false;
        }
        // Semicolons in quotes count too much; that is rare, and what is not used is cut off.
        var items = new SipParameter[text.Count(';')];
        var count = 0;
        while (at < text.Length)
        {
            var start = at + 1;
            at = Scan.Find(text, start, ';');
            if (at < 0)
            {
                return false;
            }
            var item = Scan.Trim(text[start..at]);
            if (item.Length > 0)
            {
                items[count++] = ReadItem(item);
            }
        }
        list = count == 0 ? Empty : new SipParameterList(count == items.Length ? items : items[..count]);
        return true;
    }

    private static SipParameter ReadItem(ReadOnlySpan<char> item)
    {
        var equals = item.IndexOf('=');
        return equals < 0
            ? new SipParameter(NameOf(item), null)
            : new SipParameter(NameOf(Scan.Trim(item[..equals])), Scan.Trim(item[(equals + 1)..]).ToString());
    }

    /// <summary>The name as it is written; those that nearly every message has are there already.</summary>
    private static string NameOf(ReadOnlySpan<char> name) =>
        name switch
        {
            "branch" => "branch",
            "tag" => "tag",
            "rport" => "rport",
            "received" => "received",
            "transport" => "transport",
            "lr" => "lr",
            "user" => "user",
            _ => name.ToString(),
        };
}
