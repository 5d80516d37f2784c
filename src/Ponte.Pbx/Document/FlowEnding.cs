namespace Ponte.Pbx.Document;

/// <summary>How a flow ends a call.</summary>
public enum FlowEnding
{
    /// <summary>Like any call that is over.</summary>
    Normal,

    /// <summary>The called party is busy.</summary>
    Busy,

    /// <summary>The called party declines.</summary>
    Declined,

    /// <summary>Nobody can be reached.</summary>
    Unavailable,
}
