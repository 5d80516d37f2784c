using System.Collections.Immutable;

namespace Ponte.Simulator.Carrier;

/// <summary>A call from a carrier into Ponte.</summary>
/// <param name="From">The caller's number as it is to stand in From.</param>
/// <param name="To">The number called.</param>
public sealed record CarrierDial(string From, string To)
{
    /// <summary>The display name in From; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The tone in Hz played once there is media; 0 for silence.</summary>
    public int Frequency { get; init; }

    /// <summary>From is anonymous, as RFC 3323 says; <see cref="AssertedNumber"/> may still tell who it is.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The number in P-Asserted-Identity; empty for no such header.</summary>
    public string AssertedNumber { get; init; } = "";

    /// <summary>More headers.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
}
