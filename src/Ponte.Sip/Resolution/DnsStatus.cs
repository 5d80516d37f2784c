namespace Ponte.Sip.Resolution;

/// <summary>How a DNS query ended.</summary>
public enum DnsStatus
{
    /// <summary>The name exists; there may be no record of the kind asked for.</summary>
    Success,

    /// <summary>There is no such name (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>No server answered in time.</summary>
    TimedOut,

    /// <summary>The servers refused, failed, or answered with nonsense.</summary>
    ServerFailure,
}
