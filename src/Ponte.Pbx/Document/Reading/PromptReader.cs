namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the section <c>prompts</c>.</summary>
internal static class PromptReader
{
    private const int MaxText = 2000;

    public static List<PromptSettings> Read(FieldReader root, CrossChecks cross)
    {
        var prompts = new List<PromptSettings>();
        foreach (var (name, fields) in root.Children("prompts", "give what it says: { it: Buongiorno, en: Good morning }"))
        {
            cross.Name(name, fields.Path);
            var texts = Words
                .Languages.Keys.Select(l => (Language: l, Text: fields.Text(l, Checks.Length(MaxText))))
                .Where(t => t.Text is not null)
                .Select(t => new PromptText(t.Language, t.Text!));
            prompts.Add(new PromptSettings { Name = name.Text, Texts = [.. texts.OrderBy(t => t.Language, StringComparer.Ordinal)] });
            fields.End();
        }
        return prompts;
    }
}
