namespace Ponte.Server.History;

/// <summary>What a call is doing.</summary>
internal enum CallPhase
{
    /// <summary>The called side is sought.</summary>
    Calling,

    /// <summary>The called side rings.</summary>
    Ringing,

    /// <summary>The parties hear each other.</summary>
    Talking,

    /// <summary>One party holds the other.</summary>
    Held,

    /// <summary>The call is over.</summary>
    Ended,
}
