namespace Ponte.Server.Storage;

/// <summary>Sizes and delays of the <see cref="EventWriter"/>.</summary>
internal sealed record EventWriterOptions
{
    /// <summary>Events that wait at most: some 8,000 calls, 30 MB.</summary>
    public int Capacity { get; init; } = 65_536;

    /// <summary>Events in one transaction at most.</summary>
    public int BatchSize { get; init; } = 2_000;

    /// <summary>How long the first event of a batch waits for others. Live views do not wait for it.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long it waits after a batch of <see cref="LargeBatch"/> events or more: a transaction costs as much as many events.</summary>
    public TimeSpan DelayUnderLoad { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Events of a batch that tell load: some 100 calls a second with the usual delay.</summary>
    public int LargeBatch { get; init; } = 32;

    /// <summary>How long a batch that could not be written waits for its next try.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How exactly the end of a run that died is known.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);
}
