namespace Ponte.Server.Settings;

/// <summary>What is kept of the SIP messages for ladders and captures.</summary>
internal sealed record TraceSettings
{
    /// <summary>Whether anything is kept.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether OPTIONS and their answers are kept: they would crowd the calls out.</summary>
    public bool KeepOptions { get; init; }

    /// <summary>How long messages are kept at most.</summary>
    public TimeSpan MaxAge { get; init; } = DefaultMaxAge;

    /// <summary>How many MiB of messages are kept at most; the oldest go first.</summary>
    public int MaxMebibytes { get; init; } = DefaultMaxMebibytes;

    /// <summary>Long enough to answer Monday's question about Friday's call.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromDays(7);

    /// <summary>Some 60,000 calls of 16 messages with 1 kB each.</summary>
    public const int DefaultMaxMebibytes = 1024;
}
