namespace Ponte.Calls.Model;

/// <summary>Names one leg within its call.</summary>
/// <param name="Number">1 for the leg that began the call, then upwards in the order in which legs were made.</param>
public readonly record struct LegId(int Number)
{
    /// <inheritdoc/>
    public override string ToString() => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
