namespace Ponte.Calls.Model;

/// <summary>Names one call in history, logs, events and screens; unique over nodes and restarts, sortable by time.</summary>
/// <param name="Value">26 characters of Crockford's base 32: 48 bits of wall-clock milliseconds, then 80 random bits (the ULID form).</param>
public readonly record struct CallId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
