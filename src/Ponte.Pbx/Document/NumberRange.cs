namespace Ponte.Pbx.Document;

/// <summary>Numbers of equal length from one to another, both included.</summary>
/// <param name="First">The lowest, <c>+E.164</c> or short.</param>
/// <param name="Last">The highest.</param>
public sealed record NumberRange(string First, string Last)
{
    /// <summary>Whether a number of the inside form is one of them.</summary>
    public bool Contains(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.Length == First.Length && string.CompareOrdinal(number, First) >= 0 && string.CompareOrdinal(number, Last) <= 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{First}-{Last}";
}
