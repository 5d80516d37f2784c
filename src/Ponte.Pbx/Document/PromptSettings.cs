namespace Ponte.Pbx.Document;

/// <summary>A prompt of the section <c>prompts</c>.</summary>
public sealed record PromptSettings
{
    /// <summary>The prompt's key in the document, and the name of its files.</summary>
    public required string Name { get; init; }

    /// <summary>What it says, ordered by language.</summary>
    public ValueList<PromptText> Texts { get; init; } = [];

    /// <summary>What it says in a language; null where it says nothing.</summary>
    public string? In(string language) => Texts.FirstOrDefault(t => t.Language.Equals(language, StringComparison.Ordinal))?.Text;
}
