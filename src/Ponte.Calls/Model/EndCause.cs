namespace Ponte.Calls.Model;

/// <summary>Why a call or leg ended. Stored and sent: append only, values never change.</summary>
public enum EndCause
{
    /// <summary>Not known, for instance after a crash.</summary>
    Unknown = 0,

    /// <summary>A conversation ended by hanging up.</summary>
    Normal = 1,

    /// <summary>The caller gave up before an answer.</summary>
    Abandoned = 2,

    /// <summary>Another device took the call.</summary>
    AnsweredElsewhere = 3,

    /// <summary>The called party is busy.</summary>
    Busy = 4,

    /// <summary>The called party refused.</summary>
    Declined = 5,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer = 6,

    /// <summary>The number is known to nobody.</summary>
    UnknownNumber = 7,

    /// <summary>The called party cannot be reached at the moment.</summary>
    Unreachable = 8,

    /// <summary>The caller may not do this.</summary>
    Forbidden = 9,

    /// <summary>Every channel of the lines is taken.</summary>
    LineFull = 10,

    /// <summary>No line or hub answered.</summary>
    LineDown = 11,

    /// <summary>The two sides share no codec or no media security.</summary>
    NoCommonMedia = 12,

    /// <summary>No media came for too long.</summary>
    MediaTimeout = 13,

    /// <summary>The media process was lost.</summary>
    MediaLost = 14,

    /// <summary>The peer no longer answered within the dialog, or let the session expire.</summary>
    SessionExpired = 15,

    /// <summary>The longest allowed duration was reached.</summary>
    MaximumDuration = 16,

    /// <summary>The peer broke the protocol.</summary>
    ProtocolError = 17,

    /// <summary>Ponte sheds load.</summary>
    Overload = 18,

    /// <summary>A failure of our own.</summary>
    InternalError = 19,

    /// <summary>Ponte is being stopped.</summary>
    Shutdown = 20,

    /// <summary>The call goes round in a circle.</summary>
    Loop = 21,

    /// <summary>The other side failed for a reason of its own; the SIP status tells which.</summary>
    RemoteFailure = 22,

    /// <summary>The party handed its call over to another one, or another one took its place.</summary>
    Transferred = 23,

    /// <summary>The call, or the leg, goes on in another call; the detail names it.</summary>
    Merged = 24,
}
