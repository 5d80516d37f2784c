namespace Ponte.Simulator.Calls;

/// <summary>How far a simulated call has come.</summary>
public enum CallPhase
{
    /// <summary>The INVITE is under way; nobody has spoken.</summary>
    Calling,

    /// <summary>It rings, or there is early media.</summary>
    Ringing,

    /// <summary>It is answered.</summary>
    Talking,

    /// <summary>It is over.</summary>
    Ended,
}
