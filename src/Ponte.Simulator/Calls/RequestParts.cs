using System.Collections.Immutable;
using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Calls;

/// <summary>What a request of a call consists of.</summary>
internal sealed record RequestParts(string Method, uint Sequence, string Branch, Wire Wire)
{
    /// <summary>The early dialog that it belongs to; null for the call's.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>RAck of a PRACK; null for none.</summary>
    public string? RAck { get; init; }

    /// <summary>The description; empty for none.</summary>
    public ReadOnlyMemory<byte> Sdp { get; init; }

    /// <summary>The Reason header's value; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>Headers of this request only, such as Refer-To.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
}
