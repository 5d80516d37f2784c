namespace Ponte.Pbx.Document;

/// <summary>How something is said.</summary>
public enum FlowSpeechKind
{
    /// <summary>A prompt by its name.</summary>
    Prompt,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Digit by digit.</summary>
    Digits,

    /// <summary>As a number.</summary>
    Number,

    /// <summary>As a date: <c>2026-12-25</c>.</summary>
    Date,
}
