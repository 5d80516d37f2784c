namespace Ponte.Pbx.Document;

/// <summary>The section <c>blocked</c>: what nobody may call, and who is not put through.</summary>
public sealed record BlockedSettings
{
    /// <summary>Beginnings of numbers that nobody may call; emergency numbers are never among them.</summary>
    public ValueList<string> To { get; init; } = [];

    /// <summary>Beginnings of the numbers of outside callers that are not put through.</summary>
    public ValueList<string> From { get; init; } = [];

    /// <summary>Whether outside callers who withhold their number are not put through.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Beginnings of numbers that are not blocked after all; of two beginnings the longer one counts.</summary>
    public ValueList<string> Except { get; init; } = [];
}
