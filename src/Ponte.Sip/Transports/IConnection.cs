namespace Ponte.Sip.Transports;

/// <summary>A connection as its transport sees it: it is asked to look at the clock, and told to end.</summary>
internal interface IConnection
{
    /// <summary>Its flow.</summary>
    SipFlow Flow { get; }

    /// <summary>Looks at the clock; called about every second.</summary>
    void CheckTime();

    /// <summary>Takes the connection out of use for new requests.</summary>
    void Retire();

    /// <summary>Closes after what is queued has been sent.</summary>
    void Close(CloseCause cause, string reason);

    /// <summary>Closes at once.</summary>
    void Abort(CloseCause cause, string reason);
}
