namespace Ponte.Pbx.CallBacks;

/// <summary>How long and how often users wait for each other.</summary>
public sealed record CallBackLimits
{
    /// <summary>Requests of one user at a time. Default 5, as exchanges have it (ETSI EN 300 359-1).</summary>
    public int PerRequester { get; init; } = 5;

    /// <summary>How long a request lives. Default 45 min, the longest that ETSI EN 300 359-1 gives it.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>How often the requester is rung in vain before the request ends. Default 2.</summary>
    public int Rings { get; init; } = 2;

    /// <summary>How long both are left alone after the requester was rung in vain. Default 1 min.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the wanted user must be free before somebody is rung: who hangs up may call on. Default 3 s.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromSeconds(3);
}
