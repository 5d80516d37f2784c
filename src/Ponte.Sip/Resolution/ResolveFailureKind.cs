namespace Ponte.Sip.Resolution;

/// <summary>Why a host has no address.</summary>
public enum ResolveFailureKind
{
    /// <summary>The text is no host name.</summary>
    BadName,

    /// <summary>There is no such name, or it has no address of a kind that we can use.</summary>
    NotFound,

    /// <summary>The name's owner says that it offers no SIP (SRV target <c>.</c>), or none on a transport that we have.</summary>
    NoService,

    /// <summary>No answer from the name servers in time.</summary>
    TimedOut,

    /// <summary>The name servers answered with an error or with nonsense.</summary>
    ServerFailure,

    /// <summary>The caller no longer wants it.</summary>
    Cancelled,
}
