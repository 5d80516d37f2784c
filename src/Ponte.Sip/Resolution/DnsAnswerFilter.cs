using System.Collections.Immutable;

namespace Ponte.Sip.Resolution;

/// <summary>
/// Takes from an answer what was asked for and nothing else: records that belong to the name, or to the end of its chain of aliases.
/// Anything besides may have been put there by somebody who wants his address in our cache.
/// </summary>
internal static class DnsAnswerFilter
{
    /// <summary>The longest chain of aliases that is followed. Resolvers in use stop between 8 and 16.</summary>
    private const int MaxAliases = 8;

    /// <summary>The usable records, and how long they may be kept.</summary>
    public static (ImmutableArray<DnsRecord> Records, TimeSpan TimeToLive) Take(
        DnsAnswer answer,
        string name,
        DnsRecordKind kind,
        int maxRecords
    )
    {
        var timeToLive = TimeSpan.MaxValue;
        var owner = name;
        for (var i = 0; i < MaxAliases && FindAlias(answer, owner) is { } alias; i++)
        {
            if (HostNames.Normalise(alias.Target) is not { } target)
            {
                break;
            }
            owner = target;
            timeToLive = Min(timeToLive, alias.TimeToLive);
        }
        var records = ImmutableArray.CreateBuilder<DnsRecord>();
        foreach (var record in answer.Records)
        {
            if (records.Count == maxRecords)
            {
                break;
            }
            if (IsOf(record, owner) && IsUsable(record, kind))
            {
                records.Add(record);
                timeToLive = Min(timeToLive, record.TimeToLive);
            }
        }
        return (records.ToImmutable(), timeToLive);
    }

    private static AliasRecord? FindAlias(DnsAnswer answer, string owner) =>
        answer.Records.OfType<AliasRecord>().FirstOrDefault(a => IsOf(a, owner));

    private static bool IsOf(DnsRecord record, string owner) =>
        string.Equals(HostNames.Normalise(record.Owner), owner, StringComparison.Ordinal);

    private static bool IsUsable(DnsRecord record, DnsRecordKind kind) =>
        (record, kind) switch
        {
            (AddressRecord a, DnsRecordKind.A) => a.Address.GetAddressBytes().Length == 4 && HostNames.IsUsable(a.Address),
            (AddressRecord a, DnsRecordKind.Aaaa) => a.Address.GetAddressBytes().Length == 16 && HostNames.IsUsable(a.Address),
            (SrvRecord s, DnsRecordKind.Srv) => s.Target is "." or ""
                || s.Port is > 0 and <= 65535 && HostNames.Normalise(s.Target) is not null,
            (NaptrRecord n, DnsRecordKind.Naptr) => HostNames.Normalise(n.Replacement) is not null,
            _ => false,
        };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
