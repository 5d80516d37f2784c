namespace Ponte.Pbx.Document.Reading;

/// <summary>A value of the text with its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal sealed record YamlNode(YamlKind Kind, int Line, int Column)
{
    /// <summary>A scalar's text as written; types are the reader's business, so that <c>NO</c> stays Norway and <c>02</c> an area code.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether the scalar says "nothing": empty, <c>~</c> or <c>null</c>, and not quoted.</summary>
    public bool IsNull { get; init; }

    public IReadOnlyList<YamlNode> Items { get; init; } = [];

    public IReadOnlyList<YamlEntry> Entries { get; init; } = [];

    /// <summary>The node in words, for "… is a list, not a mapping".</summary>
    public string KindInWords =>
        Kind switch
        {
            YamlKind.Sequence => "a list",
            YamlKind.Mapping => "a mapping",
            _ => "a single value",
        };
}
