namespace Ponte.Pbx.Document;

/// <summary>How a line writes numbers.</summary>
public sealed record NumberFormatSettings
{
    /// <summary>In what comes from the line.</summary>
    public NumberInFormat In { get; init; } = NumberInFormat.National;

    /// <summary>In what goes to the line.</summary>
    public NumberOutFormat Out { get; init; } = NumberOutFormat.E164;

    /// <summary>
    /// Whether numbers of the line's own country keep their country code on the way out; null for what <see cref="Out"/> says by itself.
    /// </summary>
    public bool? KeepInternationalPrefix { get; init; }

    /// <summary>Whether numbers of the line's own country are sent with their country code.</summary>
    public bool SendsOwnCountryCode => KeepInternationalPrefix ?? Out is not (NumberOutFormat.National or NumberOutFormat.Significant);
}
