using System.Collections.Immutable;

namespace Ponte.Sip.Resolution;

/// <summary>The answer to one DNS query.</summary>
/// <param name="Status">How the query ended.</param>
/// <param name="Records">The records of the answer section as they came.</param>
/// <param name="Detail">For a failure: what happened, for people.</param>
public sealed record DnsAnswer(DnsStatus Status, ImmutableArray<DnsRecord> Records, string Detail = "")
{
    /// <summary>An answer with records.</summary>
    public static DnsAnswer Of(params ReadOnlySpan<DnsRecord> records) => new(DnsStatus.Success, [.. records]);

    /// <summary>An answer that has no records.</summary>
    public static DnsAnswer Failed(DnsStatus status, string detail) => new(status, [], detail);
}
