namespace Ponte.Pbx.Flows;

/// <summary>Something that is said in one go.</summary>
/// <param name="Language">In which language.</param>
/// <param name="Text">The words.</param>
/// <param name="Prompt">The prompt of which they are, which may have been recorded; empty for other words.</param>
public sealed record SpokenPiece(string Language, string Text, string Prompt = "");
