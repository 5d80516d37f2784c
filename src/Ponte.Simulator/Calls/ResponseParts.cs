namespace Ponte.Simulator.Calls;

/// <summary>What a response of a call consists of.</summary>
internal sealed record ResponseParts(int Status, string Phrase)
{
    /// <summary>The To tag; empty for none.</summary>
    public string ToTag { get; init; } = "";

    /// <summary>The description; empty for none.</summary>
    public ReadOnlyMemory<byte> Sdp { get; init; }

    /// <summary>The Reason header's value; null for none.</summary>
    public string? Reason { get; init; }
}
