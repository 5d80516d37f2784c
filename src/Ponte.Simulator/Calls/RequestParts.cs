using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Calls;

/// <summary>What a request of a call consists of.</summary>
internal sealed record RequestParts(string Method, uint Sequence, string Branch, Wire Wire)
{
    /// <summary>The description; empty for none.</summary>
    public ReadOnlyMemory<byte> Sdp { get; init; }

    /// <summary>The Reason header's value; null for none.</summary>
    public string? Reason { get; init; }
}
