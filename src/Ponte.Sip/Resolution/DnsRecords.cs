using System.Collections.Immutable;

namespace Ponte.Sip.Resolution;

/// <summary>The usable records of one name, or why there are none.</summary>
internal readonly record struct DnsRecords(DnsStatus Status, ImmutableArray<DnsRecord> Records, string Detail)
{
    public IEnumerable<T> Of<T>()
        where T : DnsRecord => Records.OfType<T>();

    public bool IsFailure => Status is DnsStatus.TimedOut or DnsStatus.ServerFailure;
}
