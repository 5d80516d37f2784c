namespace Ponte.Simulator.Microsoft;

/// <summary>What Microsoft thinks of an INVITE that may belong to a transfer.</summary>
/// <param name="Refer">The transfer that it belongs to; null if it is an ordinary call, or nobody can say.</param>
/// <param name="Refusal">Why it is refused; null if it is not.</param>
public sealed record ReferVerdict(ReferData? Refer, MicrosoftRefusal? Refusal);
