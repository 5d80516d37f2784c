namespace Ponte.Pbx.Document;

/// <summary>Makes <see cref="ValueList{T}"/>; the compiler calls it for collection expressions.</summary>
public static class ValueListFactory
{
    /// <summary>A list of these items.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
