namespace Ponte.Calls.Node;

/// <summary>How far a leg is.</summary>
public enum LiveLegState
{
    /// <summary>Its INVITE came in or went out.</summary>
    Calling = 0,

    /// <summary>The far end rings.</summary>
    Ringing = 1,

    /// <summary>The far end is heard before its answer.</summary>
    EarlyMedia = 2,

    /// <summary>It is answered.</summary>
    Talking = 3,

    /// <summary>The far end holds.</summary>
    Held = 4,
}
