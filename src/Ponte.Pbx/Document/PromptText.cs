namespace Ponte.Pbx.Document;

/// <summary>What a prompt says in one language.</summary>
/// <param name="Language">The language: <c>it</c> or <c>en</c>.</param>
/// <param name="Text">The words; a recorded file, where there is one, says the same.</param>
public sealed record PromptText(string Language, string Text);
