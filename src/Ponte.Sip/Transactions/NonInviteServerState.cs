namespace Ponte.Sip.Transactions;

/// <summary>States of RFC 3261 figure 8.</summary>
internal enum NonInviteServerState : byte
{
    /// <summary>The request came; nothing was sent yet.</summary>
    Trying,

    /// <summary>A provisional response was sent.</summary>
    Proceeding,

    /// <summary>A final response was sent; repeated requests get it again.</summary>
    Completed,

    /// <summary>Gone.</summary>
    Terminated,
}
