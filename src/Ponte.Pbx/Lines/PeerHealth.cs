namespace Ponte.Pbx.Lines;

/// <summary>Whether a peer or hub of a line answers.</summary>
public enum PeerHealth
{
    /// <summary>It has not been asked yet, or is not watched.</summary>
    Unknown = 0,

    /// <summary>It answered last time.</summary>
    Up = 1,

    /// <summary>It did not answer last time, or failed; it is tried last.</summary>
    Down = 2,

    /// <summary>
    /// It answers and refuses us: somebody has to set something right. Calls may pass all the same, so it is not down; it is tried after
    /// those that are up.
    /// </summary>
    Refusing = 3,
}
