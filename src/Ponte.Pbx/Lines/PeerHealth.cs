namespace Ponte.Pbx.Lines;

/// <summary>Whether a peer or hub of a line answers.</summary>
public enum PeerHealth
{
    /// <summary>It has not been asked yet, or is not watched.</summary>
    Unknown = 0,

    /// <summary>It answered last time.</summary>
    Up = 1,

    /// <summary>It did not answer last time; it is tried last.</summary>
    Down = 2,
}
