namespace Ponte.Pbx.Doctor;

/// <summary>What a refusal of Microsoft's means, by the codes that it puts into Reason (Direct Routing, SIP response codes).</summary>
public enum TeamsFault
{
    /// <summary>No mend is known.</summary>
    Other,

    /// <summary>Our FQDN belongs to no tenant, or the gateway is not set up there.</summary>
    GatewayUnknown,

    /// <summary>The user has no licence or is not enabled for calls.</summary>
    UserNotEnabled,

    /// <summary>The tenant blocks the caller's number.</summary>
    CallerBlocked,

    /// <summary>Location-based routing forbids the gateway.</summary>
    LocationRouting,

    /// <summary>The number is assigned to nobody.</summary>
    NumberNotAssigned,

    /// <summary>The number has no form that Microsoft takes.</summary>
    NumberMalformed,

    /// <summary>No common codec or no SRTP.</summary>
    NoCommonMedia,

    /// <summary>Media bypass is on at Microsoft's side, and off here.</summary>
    BypassExpected,

    /// <summary>Microsoft has disabled the gateway (drained).</summary>
    GatewayDisabled,

    /// <summary>The call went round in a circle.</summary>
    Loop,
}
