namespace Ponte.Calls.Model;

/// <summary>What stands at the far end of a leg. Stored: append only.</summary>
public enum LegKind
{
    /// <summary>A carrier's line or an IP-PBX.</summary>
    Line = 1,

    /// <summary>Microsoft Teams.</summary>
    Teams = 2,

    /// <summary>A phone registered here.</summary>
    Phone = 3,
}
