namespace Ponte.Simulator.Microsoft;

/// <summary>The refusals of the reference, section 20.</summary>
public static class MicrosoftRefusals
{
    /// <summary>OPTIONS or INVITE without any address of the SBC.</summary>
    public static MicrosoftRefusal NoContact { get; } =
        new(400, "Bad Request", "540400", 127, "Both Contact and Record-Route headers are missing");

    /// <summary>The call loops.</summary>
    public static MicrosoftRefusal Loop { get; } = new(483, "Too Many Hops", "510482", 25, "Max-Forwards is used up");

    /// <summary>A number without its plus sign.</summary>
    public static MicrosoftRefusal BadNumber { get; } =
        new(412, "Conditional Request Failed", "510412", 28, "The number is not in E.164 form");

    /// <summary>The number belongs to nobody.</summary>
    public static MicrosoftRefusal NotAssigned { get; } = new(404, "Not Found", "511404", 1, "The number is not assigned");

    /// <summary>The INVITE of a transfer that nothing ties to it.</summary>
    public static MicrosoftRefusal NotCorrelated { get; } =
        new(404, "Not Found", "10202", 1, "No transfer belongs to this call: Referred-By is missing, or the transfer is over");

    /// <summary>The user has no telephone.</summary>
    public static MicrosoftRefusal NotEnabled { get; } = new(403, "Forbidden", "510560", 21, "The user is not enabled");

    /// <summary>The caller is blocked.</summary>
    public static MicrosoftRefusal CallerBlocked { get; } = new(403, "Forbidden", "510534", 21, "The caller is blocked");

    /// <summary>Nobody is signed in.</summary>
    public static MicrosoftRefusal NoEndpoints { get; } =
        new(480, "Temporarily Unavailable", "10037", 31, "No callee endpoints were found");

    /// <summary>Busy on busy.</summary>
    public static MicrosoftRefusal Busy { get; } = new(486, "Busy Here", "10321", 34, "The user is busy");

    /// <summary>The user refused.</summary>
    public static MicrosoftRefusal Declined { get; } = new(603, "Decline", "540603", 21, "CallEndReasonRejectedByUser");

    /// <summary>Nobody answered within the limit of the set-up.</summary>
    public static MicrosoftRefusal SetUpLimit { get; } = new(408, "Request Timeout", "0", 102, "The set-up took too long");

    /// <summary>The trunk is being drained, or the hub is down.</summary>
    public static MicrosoftRefusal Draining { get; } = new(503, "Service Unavailable", "540998", 41, "The service is unavailable");

    /// <summary>The session interval is too small.</summary>
    public static MicrosoftRefusal IntervalTooSmall { get; } =
        new(422, "Session Interval Too Small", "540422", 127, "The session interval is too small");

    /// <summary>A body that is no SDP.</summary>
    public static MicrosoftRefusal UnsupportedBody { get; } =
        new(415, "Unsupported Media Type", "540415", 127, "The body is not application/sdp");

    /// <summary>Another media address, 0.0.0.0, or a direction that leaves nobody to hear.</summary>
    public static MicrosoftRefusal BlackHole { get; } = new(488, "Not Acceptable Here", "531052", 88, "Black-hole media");

    /// <summary>RTCP was moved to or from the RTP port within a call.</summary>
    public static MicrosoftRefusal MuxChanged { get; } = new(488, "Not Acceptable Here", "531000", 88, "CannotChangeRtcpMultiplexing");

    /// <summary>Media bypass without what it needs of ICE.</summary>
    public static MicrosoftRefusal NoIce(string text) => new(488, "Not Acceptable Here", "531027", 88, text);

    /// <summary>Something malformed or not allowed in the request.</summary>
    public static MicrosoftRefusal Malformed(string text) => new(400, "Bad Request", "540400", 127, text);

    /// <summary>An SBC that is not who it says, or that no tenant knows.</summary>
    public static MicrosoftRefusal UnknownGateway(string text) => new(403, "Forbidden", "510532", 21, text);

    /// <summary>An extension that is required and not there.</summary>
    public static MicrosoftRefusal Extension(string text) => new(420, "Bad Extension", "540420", 127, text);

    /// <summary>No common media or SRTP.</summary>
    public static MicrosoftRefusal NoCommonMedia(string text) => new(488, "Not Acceptable Here", "531000", 88, text);
}
