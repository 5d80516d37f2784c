namespace Ponte.Sip.Agent;

/// <summary>Why a request or session has failed. Values are stored: append only.</summary>
public enum SipFailureKind : byte
{
    /// <summary>A final response that is not a 2xx.</summary>
    Response = 0,

    /// <summary>Nothing came back in time.</summary>
    TimedOut = 1,

    /// <summary>No connection could be made, or it broke.</summary>
    Transport = 2,

    /// <summary>No address was found for the host.</summary>
    Resolution = 3,

    /// <summary>We gave it up ourselves (CANCEL, or the user's cancellation).</summary>
    Cancelled = 4,

    /// <summary>The peer broke the protocol, or the challenge could not be answered.</summary>
    Protocol = 5,
}
