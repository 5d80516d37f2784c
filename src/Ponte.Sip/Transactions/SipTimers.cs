namespace Ponte.Sip.Transactions;

/// <summary>The timer values of RFC 3261 table 4 and RFC 6026, all derived from three estimates.</summary>
public sealed record SipTimers
{
    /// <summary>The values the RFC gives: T1 500 ms, T2 4 s, T4 5 s.</summary>
    public static readonly SipTimers Default = new();

    /// <summary>Round-trip time estimate. Default 500 ms: RFC 3261 17.1.1.1.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest interval between retransmissions of non-INVITE requests and INVITE responses. Default 4 s: RFC 3261 17.1.2.2.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message may stay in the network. Default 5 s: RFC 3261 17.1.2.2.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>64 times T1: timers B, F, H, J, L, M and the wait for an ACK or PRACK.</summary>
    public TimeSpan TimeOut => T1 * 64;

    /// <summary>How long an unreliable INVITE client absorbs repeated final responses: RFC 3261 asks for at least 32 s, whatever T1.</summary>
    public TimeSpan TimerD => TimeOut > MinimumD ? TimeOut : MinimumD;

    private static TimeSpan MinimumD => TimeSpan.FromSeconds(32);
}
