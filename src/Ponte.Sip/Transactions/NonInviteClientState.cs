namespace Ponte.Sip.Transactions;

/// <summary>States of RFC 3261 figure 6.</summary>
internal enum NonInviteClientState : byte
{
    /// <summary>The request is sent; nothing came back yet.</summary>
    Trying,

    /// <summary>A provisional response came.</summary>
    Proceeding,

    /// <summary>A final response came; repetitions are absorbed.</summary>
    Completed,

    /// <summary>Gone.</summary>
    Terminated,
}
