namespace Ponte.Calls.Routing;

/// <summary>What became of what a caller of a flow said.</summary>
public enum FlowTakeOutcome
{
    /// <summary>It is kept, also over a crash.</summary>
    Kept,

    /// <summary>There is too little of it to be kept.</summary>
    TooShort,

    /// <summary>It could not be written.</summary>
    Failed,
}
