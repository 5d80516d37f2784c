#pragma warning disable MA0048 // A family of small records that are read together.
using System.Net;

namespace Ponte.Sip.Resolution;

/// <summary>A record of a DNS answer as it came, not yet judged.</summary>
/// <param name="Owner">The name that the record belongs to.</param>
/// <param name="TimeToLive">How long it may be kept.</param>
public abstract record DnsRecord(string Owner, TimeSpan TimeToLive);

/// <summary>An A or AAAA record.</summary>
/// <param name="Owner">The name that the record belongs to.</param>
/// <param name="TimeToLive">How long it may be kept.</param>
/// <param name="Address">The address.</param>
public sealed record AddressRecord(string Owner, TimeSpan TimeToLive, IPAddress Address) : DnsRecord(Owner, TimeToLive);

/// <summary>A CNAME record.</summary>
/// <param name="Owner">The name that the record belongs to.</param>
/// <param name="TimeToLive">How long it may be kept.</param>
/// <param name="Target">The name to look at instead.</param>
public sealed record AliasRecord(string Owner, TimeSpan TimeToLive, string Target) : DnsRecord(Owner, TimeToLive);

/// <summary>An SRV record (RFC 2782).</summary>
/// <param name="Owner">The name that the record belongs to.</param>
/// <param name="TimeToLive">How long it may be kept.</param>
/// <param name="Priority">Lower is tried first.</param>
/// <param name="Weight">The share among records of the same priority.</param>
/// <param name="Port">The port.</param>
/// <param name="Target">The server's name; <c>.</c> says that the service is not offered.</param>
public sealed record SrvRecord(string Owner, TimeSpan TimeToLive, int Priority, int Weight, int Port, string Target)
    : DnsRecord(Owner, TimeToLive);

/// <summary>A NAPTR record (RFC 3403 section 4).</summary>
/// <param name="Owner">The name that the record belongs to.</param>
/// <param name="TimeToLive">How long it may be kept.</param>
/// <param name="Order">Lower is looked at first.</param>
/// <param name="Preference">Lower is preferred among records of the same order.</param>
/// <param name="Flags">For SIP <c>s</c>: an SRV look-up follows.</param>
/// <param name="Services">Such as <c>SIP+D2U</c>.</param>
/// <param name="Regexp">Empty for SIP.</param>
/// <param name="Replacement">The name to look up next.</param>
public sealed record NaptrRecord(
    string Owner,
    TimeSpan TimeToLive,
    int Order,
    int Preference,
    string Flags,
    string Services,
    string Regexp,
    string Replacement
) : DnsRecord(Owner, TimeToLive);
