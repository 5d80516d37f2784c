namespace Ponte.Sip.Agent;

/// <summary>Why an answered session ended without our wish.</summary>
public enum SessionEndReason : byte
{
    /// <summary>The peer sent BYE.</summary>
    RemoteBye,

    /// <summary>The session timer expired (RFC 4028); BYE was sent.</summary>
    SessionExpired,

    /// <summary>Our 2xx was never acknowledged; BYE was sent.</summary>
    AckMissing,

    /// <summary>The peer no longer knows the dialog (481 to a request of ours).</summary>
    DialogUnknown,

    /// <summary>The peer did not answer a request inside the dialog (408 or silence); BYE was sent.</summary>
    PeerSilent,
}
