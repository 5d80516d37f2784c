using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>Settings of <see cref="SipEndpoint"/> and <see cref="SipNode"/>.</summary>
public sealed record SipEndpointOptions
{
    /// <summary>Timer values.</summary>
    public SipTimers Timers { get; init; } = SipTimers.Default;

    /// <summary>The name written into User-Agent and Server; empty for none.</summary>
    public string UserAgent { get; init; } = "Ponte";

    /// <summary>The methods served outside any dialog and named in Allow; others get 405.</summary>
    public ImmutableArray<SipMethod> Allow { get; init; } =
    [
        SipMethod.Invite,
        SipMethod.Ack,
        SipMethod.Cancel,
        SipMethod.Bye,
        SipMethod.Options,
        SipMethod.Update,
        SipMethod.Prack,
        SipMethod.Info,
        SipMethod.Refer,
        SipMethod.Notify,
        SipMethod.Subscribe,
        SipMethod.Register,
    ];

    /// <summary>The option tags that a request may require; others get 420.</summary>
    public ImmutableArray<string> Supported { get; init; } = ["timer", "100rel", "replaces", "norefersub", "outbound", "path"];

    /// <summary>The shortest session interval that an INVITE may ask for; below it 422. Default 90 s: the least RFC 4028 5 allows.</summary>
    public TimeSpan LeastSessionInterval { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Sessions on one loop at a time; above it new INVITEs get 503. Default 20,000: at 30 kB each 600 MB, more than a node is meant for.
    /// </summary>
    public int MaximumSessions { get; init; } = 20_000;

    /// <summary>Subscriptions on one loop at a time; above it new ones get 503. Default 50,000: 1,000 phones with 50 lamps each.</summary>
    public int MaximumSubscriptions { get; init; } = 50_000;

    /// <summary>Server transactions on one loop at a time; above it new requests get 503. Default 200,000: 32 s of 3,000 calls a second.</summary>
    public int MaximumTransactions { get; init; } = 200_000;

    /// <summary>Messages waiting for a loop above which new requests get 503 without reaching it. Default 2,000: some 100 ms of work.</summary>
    public int MaximumBacklog { get; init; } = 2_000;

    /// <summary>Retry-After of the 503 of these limits. Default 2 s: a client that honours it gives the backlog time to clear.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For tests: where the 64 random bits of tags, branches and waits come from; null for the system's generator.</summary>
    internal Func<ulong>? Random { get; init; }
}
