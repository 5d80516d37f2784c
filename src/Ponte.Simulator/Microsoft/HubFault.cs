namespace Ponte.Simulator.Microsoft;

/// <summary>What is wrong with a hub.</summary>
public enum HubFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Answers what is new with 503 and Retry-After.</summary>
    Unavailable,

    /// <summary>Refuses connections.</summary>
    Refused,

    /// <summary>Takes connections and answers nothing.</summary>
    Silent,
}
