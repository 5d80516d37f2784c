namespace Ponte.Calls.Node;

/// <summary>Limits of the calls on one node.</summary>
public sealed record CallsOptions
{
    /// <summary>Calls at a time; above it new ones get 503. Default 5,000: at 30 kB a call, the budget, 150 MB.</summary>
    public int MaximumCalls { get; init; } = 5_000;

    /// <summary>Retry-After of that 503, and of one while the node stops. Default 5 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a call waits for its plan. Default 2 s: what plans has promised 200 ms, and Microsoft takes another gateway after 10 s.
    /// </summary>
    public TimeSpan PlanTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an ended call waits for the last figures of its streams. Default 2 s: the media answers in milliseconds, or is gone.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the media can read and make Opus: where it cannot, Opus is relayed only.</summary>
    public bool HasOpus { get; init; }

    /// <summary>How long a flow may keep a caller without somebody who answers, whatever it says.</summary>
    public TimeSpan FlowTimeout { get; init; } = TimeSpan.FromHours(1);
}
