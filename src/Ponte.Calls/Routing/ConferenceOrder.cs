namespace Ponte.Calls.Routing;

/// <summary>What somebody wants of one party of a conference.</summary>
public enum ConferenceOrder
{
    /// <summary>The others hear it no more.</summary>
    Mute,

    /// <summary>The others hear it again.</summary>
    Unmute,

    /// <summary>It leaves.</summary>
    Remove,
}
