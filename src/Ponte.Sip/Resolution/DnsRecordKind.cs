namespace Ponte.Sip.Resolution;

/// <summary>The kinds of DNS record that SIP needs. Values are those of the DNS.</summary>
public enum DnsRecordKind
{
    /// <summary>A: an IPv4 address.</summary>
    A = 1,

    /// <summary>AAAA: an IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>SRV: the servers of a service (RFC 2782).</summary>
    Srv = 33,

    /// <summary>NAPTR: the services of a domain (RFC 3403).</summary>
    Naptr = 35,
}
