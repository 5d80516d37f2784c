using System.Collections.Immutable;

namespace Ponte.Simulator.Microsoft;

/// <summary>What a NOTIFY of a transfer says, and what is wrong with it.</summary>
/// <param name="Status">The status of the target's leg; 0 if the body has none.</param>
/// <param name="Faults">What is wrong, in words.</param>
public sealed record NotifyVerdict(int Status, ImmutableArray<string> Faults)
{
    /// <summary>Whether the target's leg has come to its end or its answer.</summary>
    public bool IsFinal => Status >= 200;
}
