using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Document.Reading;

/// <summary>The prompts that parts of the document may name.</summary>
internal sealed class PromptNames(IReadOnlyList<PromptSettings> prompts)
{
    private readonly HashSet<string> _names = [.. DefaultPrompts.And(prompts).Keys];

    /// <summary>What is to be said against a name; null where there is a prompt of it.</summary>
    public string? Complaint(string text) =>
        _names.Contains(text) ? null
        : Nearest.To(text, _names) is { } near ? $"is no prompt; did you mean {near}?"
        : "is no prompt; give the key of one in the section prompts, or one that comes with Ponte";
}
