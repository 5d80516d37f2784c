namespace Ponte.Sip.Agent;

/// <summary>How far an INVITE session has come.</summary>
public enum InviteState : byte
{
    /// <summary>The INVITE went out or came in; nothing was answered yet.</summary>
    Calling,

    /// <summary>A 100 was received or sent.</summary>
    Proceeding,

    /// <summary>A 101 to 199 was received or sent.</summary>
    Early,

    /// <summary>As UAS: the 2xx is sent, the ACK is awaited.</summary>
    Answered,

    /// <summary>The call is up.</summary>
    Established,

    /// <summary>Over.</summary>
    Ended,
}
