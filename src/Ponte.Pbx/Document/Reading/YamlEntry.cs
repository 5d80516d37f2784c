namespace Ponte.Pbx.Document.Reading;

/// <summary>A key of a mapping with its value.</summary>
internal sealed record YamlEntry(YamlNode Key, YamlNode Value);
