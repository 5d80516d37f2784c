namespace Ponte.Sip.Messages;

/// <summary>The header fields that the stack knows by name. Any other is <see cref="Other"/> and travels by its text.</summary>
public enum HeaderName : byte
{
    /// <summary>A header field that is not in this list.</summary>
    Other,

    /// <summary>Via (v), RFC 3261 20.42.</summary>
    Via,

    /// <summary>From (f), RFC 3261 20.20.</summary>
    From,

    /// <summary>To (t), RFC 3261 20.39.</summary>
    To,

    /// <summary>Call-ID (i), RFC 3261 20.8.</summary>
    CallId,

    /// <summary>CSeq, RFC 3261 20.16.</summary>
    CSeq,

    /// <summary>Contact (m), RFC 3261 20.10.</summary>
    Contact,

    /// <summary>Max-Forwards, RFC 3261 20.22.</summary>
    MaxForwards,

    /// <summary>Route, RFC 3261 20.34.</summary>
    Route,

    /// <summary>Record-Route, RFC 3261 20.30.</summary>
    RecordRoute,

    /// <summary>Content-Type (c), RFC 3261 20.15.</summary>
    ContentType,

    /// <summary>Content-Length (l), RFC 3261 20.14.</summary>
    ContentLength,

    /// <summary>Allow, RFC 3261 20.5.</summary>
    Allow,

    /// <summary>Supported (k), RFC 3261 20.37.</summary>
    Supported,

    /// <summary>Require, RFC 3261 20.32.</summary>
    Require,

    /// <summary>Unsupported, RFC 3261 20.40.</summary>
    Unsupported,

    /// <summary>Proxy-Require, RFC 3261 20.29.</summary>
    ProxyRequire,

    /// <summary>Expires, RFC 3261 20.19.</summary>
    Expires,

    /// <summary>Min-Expires, RFC 3261 20.23.</summary>
    MinExpires,

    /// <summary>Session-Expires (x), RFC 4028 4.</summary>
    SessionExpires,

    /// <summary>Min-SE, RFC 4028 5.</summary>
    MinSe,

    /// <summary>Retry-After, RFC 3261 20.33.</summary>
    RetryAfter,

    /// <summary>Reason, RFC 3326.</summary>
    Reason,

    /// <summary>Date, RFC 3261 20.17.</summary>
    Date,

    /// <summary>User-Agent, RFC 3261 20.41.</summary>
    UserAgent,

    /// <summary>Server, RFC 3261 20.35.</summary>
    Server,

    /// <summary>Warning, RFC 3261 20.43.</summary>
    Warning,

    /// <summary>Authorization, RFC 3261 20.7.</summary>
    Authorization,

    /// <summary>Proxy-Authorization, RFC 3261 20.28.</summary>
    ProxyAuthorization,

    /// <summary>WWW-Authenticate, RFC 3261 20.44.</summary>
    WwwAuthenticate,

    /// <summary>Proxy-Authenticate, RFC 3261 20.27.</summary>
    ProxyAuthenticate,

    /// <summary>Authentication-Info, RFC 3261 20.6.</summary>
    AuthenticationInfo,

    /// <summary>P-Asserted-Identity, RFC 3325 9.1.</summary>
    PAssertedIdentity,

    /// <summary>P-Preferred-Identity, RFC 3325 9.2.</summary>
    PPreferredIdentity,

    /// <summary>Remote-Party-ID, draft-ietf-sip-privacy-04, still sent by PBXs.</summary>
    RemotePartyId,

    /// <summary>Privacy, RFC 3323 4.2.</summary>
    Privacy,

    /// <summary>Diversion, RFC 5806.</summary>
    Diversion,

    /// <summary>History-Info, RFC 7044.</summary>
    HistoryInfo,

    /// <summary>Refer-To (r), RFC 3515 2.1.</summary>
    ReferTo,

    /// <summary>Referred-By (b), RFC 3892.</summary>
    ReferredBy,

    /// <summary>Replaces, RFC 3891.</summary>
    Replaces,

    /// <summary>Event (o), RFC 6665 8.2.1.</summary>
    Event,

    /// <summary>Subscription-State, RFC 6665 8.2.3.</summary>
    SubscriptionState,

    /// <summary>RSeq, RFC 3262 7.1.</summary>
    RSeq,

    /// <summary>RAck, RFC 3262 7.2.</summary>
    RAck,

    /// <summary>Accept, RFC 3261 20.1.</summary>
    Accept,

    /// <summary>Content-Disposition, RFC 3261 20.11.</summary>
    ContentDisposition,

    /// <summary>Content-Encoding (e), RFC 3261 20.12.</summary>
    ContentEncoding,

    /// <summary>Path, RFC 3327.</summary>
    Path,

    /// <summary>Service-Route, RFC 3608.</summary>
    ServiceRoute,

    /// <summary>Accept-Encoding, RFC 3261 20.2.</summary>
    AcceptEncoding,

    /// <summary>Accept-Language, RFC 3261 20.3.</summary>
    AcceptLanguage,

    /// <summary>Alert-Info, RFC 3261 20.4.</summary>
    AlertInfo,

    /// <summary>Call-Info, RFC 3261 20.9.</summary>
    CallInfo,

    /// <summary>Content-Language, RFC 3261 20.13.</summary>
    ContentLanguage,

    /// <summary>Error-Info, RFC 3261 20.18.</summary>
    ErrorInfo,

    /// <summary>In-Reply-To, RFC 3261 20.21.</summary>
    InReplyTo,

    /// <summary>MIME-Version, RFC 3261 20.24.</summary>
    MimeVersion,

    /// <summary>Organization, RFC 3261 20.25.</summary>
    Organization,

    /// <summary>Priority, RFC 3261 20.26.</summary>
    Priority,

    /// <summary>Reply-To, RFC 3261 20.31.</summary>
    ReplyTo,

    /// <summary>Subject (s), RFC 3261 20.36.</summary>
    Subject,

    /// <summary>Timestamp, RFC 3261 20.38.</summary>
    Timestamp,

    /// <summary>Allow-Events (u), RFC 6665 8.2.2.</summary>
    AllowEvents,

    /// <summary>Accept-Contact (a), RFC 3841.</summary>
    AcceptContact,

    /// <summary>Reject-Contact (j), RFC 3841.</summary>
    RejectContact,

    /// <summary>Request-Disposition (d), RFC 3841.</summary>
    RequestDisposition,

    /// <summary>Identity (y), RFC 8224.</summary>
    Identity,

    /// <summary>Identity-Info (n), RFC 4474.</summary>
    IdentityInfo,

    /// <summary>Join, RFC 3911.</summary>
    Join,

    /// <summary>Target-Dialog, RFC 4538.</summary>
    TargetDialog,

    /// <summary>P-Early-Media, RFC 5009.</summary>
    PEarlyMedia,

    /// <summary>P-Called-Party-ID, RFC 7315.</summary>
    PCalledPartyId,

    /// <summary>P-Charging-Vector, RFC 7315.</summary>
    PChargingVector,

    /// <summary>SIP-ETag, RFC 3903.</summary>
    SipEtag,

    /// <summary>SIP-If-Match, RFC 3903.</summary>
    SipIfMatch,

    /// <summary>User-to-User, RFC 7433.</summary>
    UserToUser,

    /// <summary>Info-Package, RFC 6086.</summary>
    InfoPackage,

    /// <summary>Recv-Info, RFC 6086.</summary>
    RecvInfo,

    /// <summary>Session-ID, RFC 7989.</summary>
    SessionId,

    /// <summary>Refer-Sub, RFC 4488.</summary>
    ReferSub,

    /// <summary>Flow-Timer, RFC 5626.</summary>
    FlowTimer,
}
