namespace Ponte.Calls.Routing;

/// <summary>Who hears a supervisor, who hears both parties of a call.</summary>
public enum SupervisionMode
{
    /// <summary>Nobody.</summary>
    Listen = 0,

    /// <summary>The agent alone.</summary>
    Whisper = 1,

    /// <summary>Both parties.</summary>
    Barge = 2,

    /// <summary>The agent leaves, and the supervisor talks in the agent's place.</summary>
    TakeOver = 3,
}
