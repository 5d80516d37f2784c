namespace Ponte.Pbx.Document;

/// <summary>What calls to some numbers cost on a line, in any unit that all lines share.</summary>
/// <param name="Prefix">The beginning of the numbers; empty for all others.</param>
/// <param name="Cost">The cost.</param>
public sealed record LineCost(string Prefix, int Cost);
