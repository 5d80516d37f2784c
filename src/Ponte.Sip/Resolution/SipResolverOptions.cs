using System.Collections.Immutable;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Resolution;

/// <summary>Settings of <see cref="SipResolver"/>.</summary>
public sealed record SipResolverOptions
{
    /// <summary>The transports that we have, the preferred first. Used where neither URI nor NAPTR decide.</summary>
    public ImmutableArray<TransportProtocol> Transports { get; init; } =
    [TransportProtocol.Udp, TransportProtocol.Tcp, TransportProtocol.Tls];

    /// <summary>Whether IPv4 addresses are looked for.</summary>
    public bool UseIPv4 { get; init; } = true;

    /// <summary>Whether IPv6 addresses are looked for; they are tried after those of IPv4.</summary>
    public bool UseIPv6 { get; init; }

    /// <summary>The longest time for one DNS query with its repetitions. 4 s: two tries of the resolver library's own 2 s.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The longest time for one resolution. 8 s: a caller from Teams waits 10 s for a first answer before it goes elsewhere.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The most addresses that one resolution gives. More would outlast any caller's patience.</summary>
    public int MaxHops { get; init; } = 16;

    /// <summary>The most SRV targets looked up in one resolution.</summary>
    public int MaxTargets { get; init; } = 8;

    /// <summary>The most records read from one answer; the rest is ignored.</summary>
    public int MaxRecords { get; init; } = 64;

    /// <summary>The most answers kept.</summary>
    public int MaxCacheEntries { get; init; } = 2048;

    /// <summary>The longest time an answer is kept whatever its time to live says (RFC 8767 section 4 advises a cap; a day is usual).</summary>
    public TimeSpan MaxTimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long "there is none" is kept. Short, because the SOA record that would say (RFC 2308) is not asked for.</summary>
    public TimeSpan NegativeTimeToLive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a failure of the name servers is kept, so that a dead server is not asked at each call (RFC 2308 section 7).</summary>
    public TimeSpan FailureTimeToLive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may still be used after its time when the name servers fail (RFC 8767); zero for never.</summary>
    public TimeSpan StaleTime { get; init; } = TimeSpan.FromDays(1);
}
