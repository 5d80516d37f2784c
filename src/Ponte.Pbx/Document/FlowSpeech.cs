namespace Ponte.Pbx.Document;

/// <summary>Something that a flow says.</summary>
/// <param name="Kind">How.</param>
/// <param name="Value">The prompt's name, or what is said, with variables as <c>{name}</c>.</param>
public sealed record FlowSpeech(FlowSpeechKind Kind, string Value);
