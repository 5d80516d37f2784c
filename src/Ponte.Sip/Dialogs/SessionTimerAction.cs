namespace Ponte.Sip.Dialogs;

/// <summary>What a session timer asks for.</summary>
internal enum SessionTimerAction : byte
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Send a refresh.</summary>
    Refresh,

    /// <summary>The session has expired: send a BYE.</summary>
    Expired,
}
