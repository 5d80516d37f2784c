namespace Ponte.Pbx.Document.Reading;

/// <summary>What a node of the text is.</summary>
internal enum YamlKind
{
    Scalar,
    Sequence,
    Mapping,
}
